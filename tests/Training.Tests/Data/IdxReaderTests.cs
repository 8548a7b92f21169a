using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class IdxReaderTests
{
    private static readonly byte[] Images = Bytes.Idx([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 3, 2, 2);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reads_plain_and_compressed_files(bool compressed)
    {
        IdxArray array = Read(compressed ? Bytes.Gzip(Images) : Images);
        Assert.Equal([3, 2, 2], array.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], array.Values);
    }

    [Fact]
    public void Reads_more_than_its_first_reserve()
    {
        byte[] values = Bytes.Noise(5_000_000);
        Assert.Equal(values, Read(Bytes.Gzip(Bytes.Idx(values, 50, 100, 1000))).Values);
    }

    [Fact]
    public void Refuses_what_is_no_IDX_file()
    {
        AssertRefused("images: not an IDX file: it starts with 89504e47, expected 00000803", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]);
    }

    [Fact]
    public void Refuses_other_element_types()
    {
        byte[] floats = [.. Images];
        floats[2] = 0x0d;
        AssertRefused("images: its element type is 0x0d, expected 0x08 (unsigned byte)", floats);
    }

    [Fact]
    public void Refuses_another_number_of_dimensions()
    {
        AssertRefused("images: it has 1 dimensions, expected 3", Bytes.Idx([1, 2], 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void Refuses_a_file_that_ends_within_its_header(int length)
    {
        AssertRefused("images: it ends within its header", Images[..length]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Refuses_a_truncated_file(bool compressed)
    {
        byte[] truncated = Images[..^5];
        AssertRefused("images: truncated: its header announces 12 elements, it holds 7", compressed ? Bytes.Gzip(truncated) : truncated);
    }

    [Fact]
    public void Refuses_trailing_bytes()
    {
        AssertRefused("images: it goes on after the 12 elements that its header announces (3 × 2 × 2)", [.. Images, 0]);
    }

    [Fact]
    public void Refuses_absurd_sizes_before_it_takes_memory()
    {
        AssertRefused("images: its header announces more than 1,073,741,824 elements (2147483647 × 2147483647 × 2147483647)",
            Bytes.Idx([], int.MaxValue, int.MaxValue, int.MaxValue));
        AssertRefused("images: dimension 1 has the length 0, which is not in [1, 2147483647]", Bytes.Idx([], 3, 0, 2));
        AssertRefused("images: dimension 0 has the length 4294967295, which is not in [1, 2147483647]", Bytes.Idx([], -1, 1, 1));
    }

    [Fact]
    public void Takes_no_more_memory_than_what_arrives_needs()
    {
        byte[] claim = Bytes.Idx([1, 2, 3], 1000, 1000, 1000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused("images: truncated: its header announces 1,000,000,000 elements, it holds 3", claim);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void Refuses_damaged_compression()
    {
        byte[] compressed = Bytes.Gzip(Bytes.Idx(Bytes.Noise(1000), 10, 10, 10));
        AssertRefused("images: ", compressed[..^200]);
        compressed[500] ^= 0xff;
        AssertRefused("images: ", compressed);
    }

    private static IdxArray Read(byte[] content) => IdxReader.Read(new MemoryStream(content), "images", dimensions: 3);

    private static void AssertRefused(string message, byte[] content) =>
        Assert.StartsWith(message, Assert.Throws<InvalidDataException>(() => Read(content)).Message);
}
