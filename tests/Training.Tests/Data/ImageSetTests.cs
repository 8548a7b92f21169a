using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public class ImageSetTests
{
    private static readonly ImageShape Shape = new(1, 1, 2);
    private static readonly ImageSet Images = new(Shape, [0, 51, 102, 153, 204, 255], [2, 0, 1], classes: 3, "labels");

    [Fact]
    public void Gives_neighbouring_images_as_a_batch()
    {
        float[] batch = new float[4];
        int[] labels = new int[2];
        Images.ReadBatch(1, PixelScaling.Unit, batch, labels);
        Assert.Equal([0.4f, 0.6f, 0.8f, 1f], batch);
        Assert.Equal([0, 1], labels);
    }

    [Fact]
    public void Gives_chosen_images_as_a_batch()
    {
        float[] batch = new float[4];
        int[] labels = new int[2];
        Images.ReadBatch([2, 0], PixelScaling.Unit, batch, labels);
        Assert.Equal([0.8f, 1f, 0f, 0.2f], batch);
        Assert.Equal([1, 2], labels);
    }

    [Fact]
    public void Names_the_first_label_out_of_range()
    {
        var error = Assert.Throws<InvalidDataException>(() => new ImageSet(Shape, new byte[6], [2, 3, 9], classes: 3, "train-labels"));
        Assert.Equal("train-labels: label 3 at index 1 is not in [0, 2]", error.Message);
    }

    [Fact]
    public void Refuses_labels_that_do_not_fit_the_images()
    {
        var error = Assert.Throws<InvalidDataException>(() => new ImageSet(Shape, new byte[6], [0, 0], classes: 3, "train-labels"));
        Assert.Equal("train-labels: 2 labels do not fit 6 pixels of images of 1×1×2 (3 images)", error.Message);
    }

    [Fact]
    public void Refuses_batches_beyond_its_end()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.ReadBatch(2, PixelScaling.Unit, new float[4], new int[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.ReadBatch([-1], PixelScaling.Unit, new float[2], new int[1]));
        Assert.Throws<ArgumentException>(() => Images.ReadBatch(0, PixelScaling.Unit, new float[3], new int[2]));
        Assert.Throws<ArgumentException>(() => Images.ReadBatch([0], PixelScaling.Unit, new float[4], new int[2]));
    }
}
