using System.Text.Json;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

/// <summary>Files that PyTorch and numpy wrote, and what is in them (Fixtures/weights.py).</summary>
public static class WeightsFixture
{
    private static readonly JsonElement Expected = JsonElement.Parse(File.ReadAllBytes(PathOf("weights.json")));

    /// <summary>Tensors of several ranks, none of them trivial to confuse with another.</summary>
    public static StateDictionary Sample { get; } = new(
        [
            new NamedTensor("0.weight", Ramp([3, 4], 0.5f)),
            new NamedTensor("0.bias", Ramp([3], -1)),
            new NamedTensor("café/ü", Ramp([2, 1, 5], float.Epsilon)),
            new NamedTensor("scalar", new Tensor<float>([], [float.NegativeInfinity])),
            new NamedTensor("empty", new Tensor<float>([0, 7])),
        ],
        new Dictionary<string, string> { ["epoch"] = "3", ["note"] = "two\nlines \"quoted\"" });

    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "weights", name);

    public static byte[] Bytes(Action<StateDictionary, Stream> write, StateDictionary? state = null)
    {
        var stream = new MemoryStream();
        write(state ?? Sample, stream);
        return stream.ToArray();
    }

    public static StateDictionary Read(Func<Stream, string, StateDictionary> read, byte[] content) => read(new MemoryStream(content), "file");

    /// <summary>Reads a file of the fixture and compares it with what its writer put there.</summary>
    public static void AssertReads(Func<Stream, string, StateDictionary> read, string file)
    {
        StateDictionary actual = Read(read, File.ReadAllBytes(PathOf(file)));
        JsonProperty[] expected = [.. Expected.GetProperty(file).EnumerateObject()];
        Assert.Equal(expected.Select(entry => entry.Name), actual.Select(tensor => tensor.Name));
        foreach (JsonProperty entry in expected)
        {
            Tensor<float> tensor = actual.Find(entry.Name)!;
            Assert.Equal(entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()), tensor.Shape);
            Assert.Equal(entry.Value.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()), tensor.Span.ToArray());
        }
    }

    public static void AssertSame(StateDictionary expected, StateDictionary actual)
    {
        Assert.Equal(expected.Select(tensor => tensor.Name), actual.Select(tensor => tensor.Name));
        foreach (NamedTensor tensor in expected)
        {
            Assert.Equal(tensor.Value.Shape, actual.Find(tensor.Name)!.Shape);
            Assert.Equal(tensor.Value.Span.ToArray(), actual.Find(tensor.Name)!.Span.ToArray());
        }
    }

    public static void AssertRefused(string message, Func<Stream, string, StateDictionary> read, byte[] content) =>
        Assert.StartsWith($"file: {message}", Assert.Throws<InvalidDataException>(() => Read(read, content)).Message);

    /// <summary>Damages a file in many ways: it must be read or be refused, never anything else.</summary>
    public static void AssertSurvivesDamage(Func<Stream, string, StateDictionary> read, byte[] content)
    {
        var random = new System.Random(1);
        int refused = 0;
        for (int i = 0; i < 1500; i++)
        {
            byte[] damaged = content[..(i % 3 == 0 ? random.Next(content.Length) : content.Length)];
            for (int change = random.Next(4); change >= 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Read(read, damaged);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("file: ", error.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 500, 1500);
    }

    private static Tensor<float> Ramp(Shape shape, float step)
    {
        var tensor = new Tensor<float>(shape);
        for (int i = 0; i < tensor.Length; i++)
        {
            tensor[i] = (i + 1) * step;
        }

        return tensor;
    }
}
