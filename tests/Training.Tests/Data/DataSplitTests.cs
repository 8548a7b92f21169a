using ActorTraining.Training.Data;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Data;

public class DataSplitTests
{
    private static readonly ImageShape Pixel = new(1, 1, 1);

    [Fact]
    public void Takes_the_end_in_file_order_to_choose_by()
    {
        Dataset split = new DataSplit { Validation = 0.3 }.Apply(Tenfold());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Shades(split.Train));
        Assert.Equal([7, 8, 9], Shades(split.Validation!));
        Assert.Equal([100], Shades(split.Test));
    }

    [Fact]
    public void Learns_from_a_fraction_of_what_is_left()
    {
        Dataset split = new DataSplit { Validation = 0.2, Fraction = 0.5 }.Apply(Tenfold());
        Assert.Equal([0, 1, 2, 3], Shades(split.Train));
        Assert.Equal([8, 9], Shades(split.Validation!));
    }

    [Fact]
    public void Draws_the_order_as_torch_does()
    {
        int[] order = new int[10];
        new TorchRandom(5).Permutation(order);
        Dataset split = new DataSplit { Validation = 0.3, Seed = 5 }.Apply(Tenfold());
        Assert.Equal(order[..7].Select(value => (byte)value), Shades(split.Train));
        Assert.Equal(order[7..].Select(value => (byte)value), Shades(split.Validation!));
        Assert.Equal([.. Shades(split.Train).Select(shade => (byte)(shade % 3))], split.Train.Labels.ToArray());
    }

    [Fact]
    public void Sets_apart_images_to_be_judged_by_first()
    {
        var parts = new ImageParts(Tenfold().Train, null, null);
        Dataset split = new DataSplit { Test = 0.2, Validation = 0.25, Fraction = 0.5 }.Apply("ten", new OpenDataset(["a", "b", "c"], parts));
        Assert.Equal([0, 1, 2], Shades(split.Train));
        Assert.Equal([6, 7], Shades(split.Validation!));
        Assert.Equal([8, 9], Shades(split.Test));
    }

    [Fact]
    public void Leaves_a_data_set_as_it_is_where_nothing_is_asked()
    {
        Dataset whole = Tenfold();
        Assert.Same(whole.Train, new DataSplit().Apply(whole).Train);
        Assert.Null(new DataSplit().Apply(whole).Validation);
    }

    [Fact]
    public void Refuses_what_cannot_be_divided()
    {
        Dataset whole = Tenfold();
        Assert.Equal(
            "ten has a validation part of its own; leave out 'validation'",
            Fault(() => new DataSplit { Validation = 0.1 }.Apply(whole with { Validation = whole.Test })));
        Assert.Equal("ten: of 10 images none is left to learn from", Fault(() => new DataSplit { Fraction = 0.01 }.Apply(whole)));
        Assert.Equal(
            "ten has no test part; set 'test' to the fraction of its images to be judged by",
            Fault(() => new DataSplit().Apply("ten", new OpenDataset(["a", "b", "c"], new ImageParts(whole.Train, null, null)))));
    }

    [Fact]
    public void Selects_from_a_selection()
    {
        ImageSet some = Tenfold().Train.Select([9, 3, 5]).Select([2, 0, 0]);
        Assert.Equal([5, 9, 9], Shades(some));
        Assert.Equal([2, 0, 0], some.Labels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => some.Select([3]));
    }

    private static string Fault(Func<object> action) => Assert.Throws<InvalidDataException>(action).Message;

    private static byte[] Shades(ImageSet images) => [.. Enumerable.Range(0, images.Count).Select(index => images.Pixels(index)[0])];

    private static Dataset Tenfold() => new(
        "ten",
        ["a", "b", "c"],
        new ImageSet(Pixel, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 3, "ten"),
        new ImageSet(Pixel, [100], [1], 3, "ten"));
}
