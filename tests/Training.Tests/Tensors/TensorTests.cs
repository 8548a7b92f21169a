using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Tensors;

public class TensorTests
{
    [Fact]
    public void Values_stand_in_row_major_order()
    {
        var tensor = new Tensor<float>([2, 3], [0, 1, 2, 3, 4, 5]);
        Assert.Equal(3, tensor[1, 0]);
        Assert.Equal(3, tensor[3]);
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.Throws<ArgumentException>(() => new Tensor<float>([2, 3], [1, 2]));

    [Fact]
    public void Views_share_the_memory()
    {
        var tensor = new Tensor<float>([4, 3]);
        Tensor<float> rows = tensor.Slice(1, 2);
        rows.Reshape([6])[5] = 7;
        Assert.Equal([2, 3], rows.Shape);
        Assert.Equal(7, tensor[2, 2]);
    }

    [Fact]
    public void A_clone_does_not()
    {
        var tensor = new Tensor<float>([1]);
        tensor.Clone()[0] = 1;
        Assert.Equal(0, tensor[0]);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 5)]
    [InlineData(4, 1)]
    public void A_slice_outside_the_axis_is_refused(int start, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tensor<float>([4, 3]).Slice(start, count));

    [Fact]
    public void A_reshape_keeps_the_number_of_elements() =>
        Assert.Throws<ArgumentException>(() => new Tensor<float>([4, 3]).Reshape([5, 2]));

    [Fact]
    public void An_element_outside_the_shape_is_refused() =>
        Assert.Throws<IndexOutOfRangeException>(() => new Tensor<float>([2, 3])[0, 3]);

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1000)]
    public unsafe void Memory_for_kernels_is_aligned_zeroed_and_padded(int length)
    {
        var memory = new AlignedArray<float>(length);
        Assert.Equal(0, (nint)memory.Pointer % 64);
        Assert.Equal(length, memory.Span.Length);
        for (int i = 0; i < length + 16; i++)
            Assert.Equal(0, memory.Pointer[i]);
    }

    [Fact]
    public void A_padded_matrix_gives_back_what_it_took()
    {
        var matrix = new PaddedMatrix(2, 17);
        float[] dense = [.. Enumerable.Range(0, 34).Select(i => (float)i)], back = new float[34];
        matrix.CopyFrom(dense);
        matrix.CopyTo(back);
        Assert.Equal(dense, back);
        Assert.Equal(32, matrix.Stride);
        Assert.Equal(17, matrix.Row(1)[0]);
    }
}
