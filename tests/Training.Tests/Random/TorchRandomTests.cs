using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Random;

public class TorchRandomTests
{
    private static readonly JsonElement Fixture =
        JsonElement.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_random.json")));

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Fixture.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_what_PyTorch_draws_to_the_last_bit(int index)
    {
        JsonElement fixture = Fixture.GetProperty("cases")[index];
        var random = new TorchRandom(fixture.GetProperty("seed").GetUInt64());

        foreach (JsonElement call in fixture.GetProperty("calls").EnumerateArray())
        {
            int[] words = Draw(random, call);

            uint[] expected = [.. call.GetProperty("first").EnumerateArray().Select(word => uint.Parse(word.GetString()!, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
            Assert.Equal(expected, words.Take(expected.Length).Select(word => (uint)word));
            Assert.Equal(call.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<int>(words))));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(700)]
    public void Goes_on_from_a_saved_state_as_if_nothing_had_happened(int drawnBefore)
    {
        var random = new TorchRandom(42);
        float[] skipped = new float[drawnBefore];
        random.Uniform(skipped);
        random.Normal(new float[3]); // an odd number: one is kept
        byte[] state = random.Save();

        var restored = new TorchRandom(7);
        restored.Restore(state);

        float[] expected = new float[15], actual = new float[15];
        random.Normal(expected);
        restored.Normal(actual);
        Assert.Equal(expected, actual);
        Assert.Equal(random.Save(), restored.Save());
    }

    [Fact]
    public void A_permutation_holds_every_number_once()
    {
        int[] permutation = new int[1000];
        new TorchRandom(3).Permutation(permutation);
        Assert.NotEqual(Enumerable.Range(0, 1000), permutation);
        Assert.Equal(Enumerable.Range(0, 1000), permutation.Order());
    }

    [Fact]
    public void Refuses_a_state_that_is_none()
    {
        var random = new TorchRandom(1);
        byte[] state = random.Save();
        var tooShort = Assert.Throws<InvalidDataException>(() => random.Restore(state.AsSpan(1)));
        Assert.Contains("2507 bytes, expected 2508", tooShort.Message);

        state.AsSpan(624 * 4, 4).Fill(0x7f);
        Assert.Throws<InvalidDataException>(() => random.Restore(state));
    }

    [Fact]
    public void Refuses_parameters_outside_their_range()
    {
        var random = new TorchRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(new float[2], 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Normal(new float[2], 0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Uniform(new float[2], 1, 0));
    }

    private static int[] Draw(TorchRandom random, JsonElement call)
    {
        int[] words = new int[call.GetProperty("count").GetInt32()];
        Span<float> floats = MemoryMarshal.Cast<int, float>(words.AsSpan());
        switch (call.GetProperty("call").GetString())
        {
            case "normal":
                random.Normal(floats, call.GetProperty("mean").GetDouble(), call.GetProperty("deviation").GetDouble());
                break;
            case "uniform":
                random.Uniform(floats, call.GetProperty("low").GetSingle(), call.GetProperty("high").GetSingle());
                break;
            default:
                random.Permutation(words);
                break;
        }

        return words;
    }
}
