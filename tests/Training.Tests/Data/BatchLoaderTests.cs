using ActorTraining.Training.Data;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Tests.Data;

public class BatchLoaderTests
{
    private static readonly ImageShape Shape = new(3, 8, 8);
    private static readonly ImageSet Images = new(Shape, Bytes.Noise(25 * 192), [.. Enumerable.Range(0, 25).Select(i => (byte)(i % 7))], 7, "noise");
    private static readonly PixelScaling Scaling = PixelScaling.Normalized([0.4f, 0.5f, 0.6f], [0.2f, 0.3f, 0.4f]);
    private static readonly Augmentation Augmentation = new(new AugmentSpec { Flip = true, Padding = 2, Brightness = 0.5 }, 3);

    public static TheoryData<bool> WithAndWithoutPrefetch => [false, true];

    [Theory]
    [MemberData(nameof(WithAndWithoutPrefetch))]
    public void Gives_every_image_once_in_the_order_of_the_epoch(bool prefetch)
    {
        int[] order = Order(1);
        using var loader = new BatchLoader(Images, new BatchOptions(10, Scaling) { Prefetch = prefetch });
        loader.BeginEpoch(1, order);
        Assert.Equal(3, loader.Batches);

        float[] expected = new float[10 * 192];
        int[] labels = new int[10];
        for (int start = 0; loader.TryNext(out ImageBatch batch); start += 10)
        {
            Assert.Equal(Math.Min(10, 25 - start), batch.Count);
            Images.ReadBatch(order.AsSpan(start, batch.Count), Scaling, expected.AsSpan(0, batch.Count * 192), labels.AsSpan(0, batch.Count));
            Assert.Equal(labels[..batch.Count], batch.Labels.ToArray());
            Assert.Equal(expected[..(batch.Count * 192)], batch.Images.ToArray());
            Assert.True(start <= 20);
        }
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutPrefetch))]
    public void Goes_on_in_the_middle_of_an_epoch_with_the_same_variants(bool prefetch)
    {
        var options = new BatchOptions(5, Scaling) { Augmentation = Augmentation };
        using var whole = new BatchLoader(Images, options);
        using var resumed = new BatchLoader(Images, options with { Prefetch = prefetch });
        whole.BeginEpoch(4, Order(4));
        resumed.BeginEpoch(4, Order(4), done: 15);
        List<float[]> all = Rest(whole), rest = Rest(resumed);
        Assert.Equal((5, 2), (all.Count, rest.Count));
        Assert.Equal(all[3..], rest);
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutPrefetch))]
    public void Leaves_an_epoch_for_another(bool prefetch)
    {
        using var loader = new BatchLoader(Images, new BatchOptions(5, Scaling) { Augmentation = Augmentation, Prefetch = prefetch });
        loader.BeginEpoch(1, Order(1));
        List<float[]> first = Rest(loader);
        for (int given = 0; given <= 5; given++)
        {
            loader.BeginEpoch(2, Order(2));
            for (int i = 0; i < given; i++)
            {
                Assert.True(loader.TryNext(out _));
            }

            loader.BeginEpoch(1, Order(1));
            Assert.Equal(first, Rest(loader));
            Assert.False(loader.TryNext(out _));
        }
    }

    [Fact]
    public void Takes_no_memory_for_a_batch()
    {
        using var loader = new BatchLoader(Images, new BatchOptions(5, Scaling) { Augmentation = Augmentation });
        int[] order = Order(1);
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            loader.BeginEpoch(1, order);
            while (loader.TryNext(out _))
            {
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithAndWithoutPrefetch))]
    public void Tells_a_fault_where_the_batch_is_asked_for(bool prefetch)
    {
        using var loader = new BatchLoader(Images, new BatchOptions(5, Scaling) { Prefetch = prefetch });
        loader.BeginEpoch(1, [0, 1, 2, 3, 25]);
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.TryNext(out _));
    }

    [Fact]
    public void Refuses_to_begin_within_a_batch()
    {
        using var loader = new BatchLoader(Images, new BatchOptions(10, Scaling));
        Assert.Throws<ArgumentException>(() => loader.BeginEpoch(1, Order(1), done: 15));
        Assert.Throws<ArgumentException>(() => loader.BeginEpoch(1, new int[26]));
        loader.BeginEpoch(1, Order(1), done: 25);
        Assert.False(loader.TryNext(out _));
    }

    private static int[] Order(ulong seed)
    {
        int[] order = new int[25];
        new TorchRandom(seed).Permutation(order);
        return order;
    }

    private static List<float[]> Rest(BatchLoader loader)
    {
        var batches = new List<float[]>();
        while (loader.TryNext(out ImageBatch batch))
        {
            batches.Add([.. batch.Images, .. batch.Labels.ToArray().Select(label => (float)label)]);
        }

        return batches;
    }
}
