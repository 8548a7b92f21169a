using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class PixelScalingTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

    [Fact]
    public void Every_byte_becomes_its_quotient_to_the_last_bit()
    {
        float[] values = new float[256];
        PixelScaling.Unit.Apply(AllBytes, 1, values);
        Assert.Equal(AllBytes.Select(b => b / 255f), values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Images_need_not_fill_whole_vectors(int length)
    {
        byte[] pixels = AllBytes[^length..];
        float[] values = new float[length];
        PixelScaling.Normalized([0.1307f], [0.3081f]).Apply(pixels, 1, values);
        Assert.Equal(pixels.Select(b => ((b / 255f) - 0.1307f) / 0.3081f), values);
    }

    [Fact]
    public void Each_channel_has_its_own_mean_and_deviation()
    {
        float[] values = new float[4];
        PixelScaling.Normalized([0.5f, 0.25f], [0.5f, 2f]).Apply([0, 255, 0, 255], 2, values);
        Assert.Equal([-1f, 1f, -0.125f, 0.375f], values);
    }

    [Fact]
    public void Refuses_parameters_that_do_not_fit()
    {
        Assert.Throws<ArgumentException>(() => PixelScaling.Normalized([0.5f], [0f]));
        Assert.Throws<ArgumentException>(() => PixelScaling.Normalized([0.5f, 0.5f], [1f]));
        Assert.Throws<ArgumentException>(() => PixelScaling.Normalized([0.5f, 0.5f], [1f, 1f]).Apply(new byte[6], 3, new float[6]));
        Assert.Throws<ArgumentException>(() => PixelScaling.Unit.Apply(new byte[6], 1, new float[5]));
    }
}
