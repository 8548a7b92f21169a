using System.Buffers.Binary;
using System.Text;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

public class SafetensorsTests
{
    [Fact]
    public void What_is_written_is_read_back_with_its_metadata()
    {
        StateDictionary read = WeightsFixture.Read(Safetensors.Read, WeightsFixture.Bytes(Safetensors.Write));
        WeightsFixture.AssertSame(WeightsFixture.Sample, read);
        Assert.Equal(WeightsFixture.Sample.Metadata, read.Metadata);
    }

    [Fact]
    public void Reads_what_others_wrote() => WeightsFixture.AssertReads(Safetensors.Read, "plain.safetensors");

    [Fact]
    public void The_data_begin_at_a_multiple_of_eight_bytes()
    {
        byte[] file = WeightsFixture.Bytes(Safetensors.Write);
        Assert.Equal(0ul, BinaryPrimitives.ReadUInt64LittleEndian(file) % 8);
    }

    [Fact]
    public void A_tensor_cannot_take_the_name_of_the_metadata()
    {
        var state = new StateDictionary([new NamedTensor("__metadata__", new Tensor<float>([1]))]);
        Assert.Throws<ArgumentException>(() => WeightsFixture.Bytes(Safetensors.Write, state));
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "w stands at [0, 4], which does not fit [2] of F32")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "w begins at byte 4, expected 0")]
    [InlineData("""{"v":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "w begins at byte 0, expected 4")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "its tensors end at byte 4 behind the header, the file at 5")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "its tensors end at byte 4 behind the header, the file at 3")]
    [InlineData("""{"w":{"dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]}}""", 1, "w has the type F8_E4M3, which is not supported")]
    [InlineData("""{"w":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", 4, "w has the shape [-1, -1]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "w has the shape [4611686018427387904, 4]")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "w: 1.5 is not an integer")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", 4, "w has no data_offsets")]
    [InlineData("""{"w":7}""", 0, "w is not an object")]
    [InlineData("""{"__metadata__":{"epoch":3}}""", 0, "__metadata__.epoch is not a string")]
    [InlineData("""{"w":{},"w":{}}""", 0, "its header is not sound JSON")]
    [InlineData("""[]""", 0, "the header is not an object")]
    [InlineData("""{"w":""", 0, "its header is not sound JSON")]
    public void Refuses_headers_that_break_a_rule(string header, int dataLength, string message)
    {
        WeightsFixture.AssertRefused(message, Safetensors.Read, File(header, dataLength));
    }

    [Fact]
    public void Refuses_a_header_longer_than_the_file()
    {
        byte[] file = File("{}", 0);
        BinaryPrimitives.WriteUInt64LittleEndian(file, ulong.MaxValue);
        WeightsFixture.AssertRefused("not a sound safetensors file: its header would have 18,446,744,073,709,551,615 bytes", Safetensors.Read, file);
        WeightsFixture.AssertRefused("it ends before all of its content was there", Safetensors.Read, file[..5]);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        WeightsFixture.AssertSurvivesDamage(Safetensors.Read, WeightsFixture.Bytes(Safetensors.Write));

    private static byte[] File(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)json.Length);
        json.CopyTo(file, 8);
        return file;
    }
}
