using ActorTraining.Training.Data;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Data;

public class DataSplitTests
{
    private static readonly ImageShape Pixel = new(1, 1, 1);

    [Fact]
    public void Draws_the_order_as_torch_does()
    {
        int[] order = new int[10];
        new TorchRandom(5).Permutation(order);
        Dataset split = new DataSplit { Test = 0.3, Seed = 5 }.Apply("ten", Undivided());
        Assert.Equal(order.Select(value => (byte)value), [.. Shades(split.Train), .. Shades(split.Test)]);
        Assert.Equal([.. Shades(split.Train).Select(shade => (byte)(shade % 3))], split.Train.Labels.ToArray());
    }

    [Fact]
    public void Sets_apart_images_to_be_judged_by()
    {
        Dataset split = new DataSplit { Test = 0.2 }.Apply("ten", Undivided());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], Shades(split.Train));
        Assert.Equal([8, 9], Shades(split.Test));
        Assert.Null(split.Validation);
    }

    [Fact]
    public void Leaves_the_parts_that_a_data_set_came_with()
    {
        Dataset whole = Tenfold() with { Validation = Tenfold().Test };
        Dataset split = new DataSplit { Test = 0.2, Seed = 1 }.Apply(whole);
        Assert.Equal(10, split.Train.Count);
        Assert.Same(whole.Test, split.Test);
        Assert.Same(whole.Validation, split.Validation);
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
        Assert.Equal("ten: of 10 images none is left to learn from", Fault(() => new DataSplit { Test = 0.99 }.Apply("ten", Undivided())));
        Assert.Equal("ten has no test part; set 'test' to the fraction of its images to be judged by", Fault(() => new DataSplit().Apply("ten", Undivided())));
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

    private static OpenDataset Undivided() => new(Tenfold().Classes, new ImageParts(Tenfold().Train, null, null));

    private static Dataset Tenfold() => new(
        "ten",
        ["a", "b", "c"],
        new ImageSet(Pixel, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], 3, "ten"),
        new ImageSet(Pixel, [100], [1], 3, "ten"));
}
