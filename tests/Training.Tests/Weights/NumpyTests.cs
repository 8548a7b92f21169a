using System.IO.Compression;
using System.Text;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

public class NumpyTests
{
    [Fact]
    public void What_is_written_is_read_back()
    {
        WeightsFixture.AssertSame(WeightsFixture.Sample, WeightsFixture.Read(NumpyArchive.Read, WeightsFixture.Bytes(NumpyArchive.Write)));
    }

    [Fact]
    public void A_single_array_is_read_back()
    {
        var stream = new MemoryStream();
        NumpyArray.Write(WeightsFixture.Sample[0].Value, stream);
        stream.Position = 0;
        Tensor<float> read = NumpyArray.Read(stream, "array.npy");
        Assert.Equal([3, 4], read.Shape);
        Assert.Equal(WeightsFixture.Sample[0].Value.Span.ToArray(), read.Span.ToArray());
    }

    [Theory]
    [InlineData("arrays.npz")]
    [InlineData("compressed.npz")]
    public void Reads_what_numpy_wrote(string file) => WeightsFixture.AssertReads(NumpyArchive.Read, file);

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        Assert.Equal(WeightsFixture.Bytes(NumpyArchive.Write), WeightsFixture.Bytes(NumpyArchive.Write));
        using var archive = new ZipArchive(new MemoryStream(WeightsFixture.Bytes(NumpyArchive.Write)));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
    }

    [Fact]
    public void Refuses_arrays_of_Python_objects()
    {
        AssertRefused("it holds Python objects, which could run code", File.ReadAllBytes(WeightsFixture.PathOf("objects.npy")));
    }

    [Fact]
    public void Refuses_other_byte_orders()
    {
        AssertRefused("it holds elements of the type >f4, which is not supported", File.ReadAllBytes(WeightsFixture.PathOf("big-endian.npy")));
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 7, "it has 81 bytes, but an array of shape [2] takes 82")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }", 9, "it has 83 bytes, but an array of shape [2] takes 82")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (1000, 1000, 1000), }", 8, "it has 96 bytes, but an array of shape [1000, 1000, 1000] takes 4,000,000,088")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }", 8, "the array has the shape [99999, 99999]")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'more': 1}", 8, "its header is not the dictionary of a plain array")]
    [InlineData("{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,), }", 8, "its header is not the dictionary of a plain array")]
    [InlineData("__import__('os').system('touch owned')", 8, "its header is not the dictionary of a plain array")]
    public void Refuses_headers_that_break_a_rule(string header, int dataLength, string message)
    {
        byte[] text = Encoding.ASCII.GetBytes(header + "      \n");
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. text, .. new byte[dataLength]];
        AssertRefused(message, file);
    }

    [Fact]
    public void Refuses_what_is_no_numpy_file()
    {
        AssertRefused("not a numpy file: it does not start with 0x93 NUMPY", "something else"u8.ToArray());
        AssertRefused("it has version 9 of the numpy format", [0x93, .. "NUMPY"u8, 9, 0, 0, 0]);
        AssertRefused("it ends before all of its content was there", [0x93, (byte)'N']);
        WeightsFixture.AssertRefused("", NumpyArchive.Read, "something else"u8.ToArray());
    }

    [Fact]
    public void Refuses_an_archive_with_other_files()
    {
        WeightsFixture.AssertRefused("readme.txt is not an array", NumpyArchive.Read, Archive(("readme.txt", [1])));
        byte[] array = new MemoryStream(ArrayOf(1)).ToArray();
        WeightsFixture.AssertRefused("it holds w.npy twice", NumpyArchive.Read, Archive(("w.npy", array), ("w.npy", array)));
        WeightsFixture.AssertRefused("w.npy: not a numpy file", NumpyArchive.Read, Archive(("w.npy", new byte[100])));
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        WeightsFixture.AssertSurvivesDamage(NumpyArchive.Read, WeightsFixture.Bytes(NumpyArchive.Write));

    private static byte[] ArrayOf(float value)
    {
        var stream = new MemoryStream();
        NumpyArray.Write(new Tensor<float>([1], [value]), stream);
        return stream.ToArray();
    }

    private static byte[] Archive(params (string Name, byte[] Content)[] entries)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] content) in entries)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    private static void AssertRefused(string message, byte[] content) => Assert.StartsWith(
        $"file: {message}", Assert.Throws<InvalidDataException>(() => NumpyArray.Read(new MemoryStream(content), "file")).Message);
}
