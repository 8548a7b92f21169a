using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

/// <summary>Convolution, normalisation, rectifier and pooling as one stage against the same four as a stage each.</summary>
public class FusedBlockTests
{
    private const int Rows = 6;

    private static readonly ModelSpec[] Networks =
    [
        // The first layer as in E4: whole vectors wide, so that its gradient comes from the moments of the patches.
        Network([3, 32, 32], Block(16, 3, 4, padding: 1), Block(7, 3, 2, padding: 1)),
        Network([1, 20, 36], Block(13, 5, 4), Block(5, 2, 2)),
        Network([2, 37, 18], Block(10, 3, 3, padding: 1), Block(9, 3, 4, padding: 1)),
        Network([3, 21, 35], [new Conv2dSpec(14, new AxisPair(3, 2)) { Stride = 2, Padding = new AxisPair(1, 0), Dilation = new AxisPair(2, 1) }, .. Behind(new AxisPair(2, 3))]),
        Network([3, 18, 31], [new Conv2dSpec(4, 3) { Dilation = 2, Bias = false }, .. Behind(2)], [new ReLUSpec()]),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Networks.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Fused_or_not_the_same_network_comes_out(int index)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            using IModel fused = Build(set, Networks[index], fuse: true), unfused = Build(set, Networks[index], fuse: false);
            IReadOnlyList<NamedTensor> before = [.. unfused.GetState().Select(AwayFromZero)];
            fused.LoadState(before);
            unfused.LoadState(before);
            for (int step = 0; step < 3; step++)
            {
                (float[] x, int[] labels) = Samples(Networks[index], step == 1 ? 4 : Rows, step);
                Assert.Equal(unfused.TrainStep(x, labels).Loss, fused.TrainStep(x, labels).Loss, 1e-4);
                Assert.Equal(unfused.Evaluate(x, labels).Loss, fused.Evaluate(x, labels).Loss, 1e-3);
            }

            foreach ((NamedTensor expected, NamedTensor found) in unfused.GetState().Zip(fused.GetState()))
                Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-3f, 2e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Every_instruction_set_trains_the_same_network(int index)
    {
        float[][] weights = [.. KernelSet.Supported.Select(set => Trained(set, Networks[index]))];
        Assert.All(weights, found => Numbers.AssertClose(weights[0], found, 1e-3f, 1e-4f));
        Assert.Equal(weights[^1], Trained(KernelSet.Supported[^1], Networks[index]));
    }

    [Fact]
    public void Neither_a_step_nor_an_evaluation_allocates()
    {
        using IModel model = Build(KernelSet.Best.InstructionSet, Networks[0], fuse: true);
        (float[] x, int[] labels) = Samples(Networks[0], Rows, 1);
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            model.TrainStep(x, labels);
            model.Evaluate(x, labels);
        }
    }

    [Fact]
    public void A_pixel_that_is_no_number_is_not_hidden_by_the_pooling()
    {
        using IModel model = Build(KernelSet.Best.InstructionSet, Networks[0], fuse: true);
        (float[] x, int[] labels) = Samples(Networks[0], Rows, 1);
        x[^1] = float.NaN;
        Assert.True(double.IsNaN(model.Evaluate(x, labels).Loss));
        Assert.True(double.IsNaN(model.TrainStep(x, labels).Loss));
    }

    [Fact]
    public void The_mean_of_a_map_may_be_far_from_zero()
    {
        // As with pixels from 0 to 255: the variance must not drown in the square of the mean.
        using IModel fused = Build(KernelSet.Best.InstructionSet, Networks[0], fuse: true), unfused = Build(KernelSet.Best.InstructionSet, Networks[0], fuse: false);
        (float[] x, int[] labels) = Samples(Networks[0], Rows, 1);
        for (int i = 0; i < x.Length; i++)
            x[i] = 200 + x[i];
        Assert.Equal(unfused.TrainStep(x, labels).Loss, fused.TrainStep(x, labels).Loss, 2e-3);
        foreach ((NamedTensor expected, NamedTensor found) in unfused.GetState().Zip(fused.GetState()).Where(pair => pair.First.Name == "1.running_var"))
            Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-3f);
    }

    private static LayerSpec[] Block(int outputs, int kernel, AxisPair pool, int padding = 0) =>
        [new Conv2dSpec(outputs, kernel) { Padding = padding }, .. Behind(pool)];

    private static LayerSpec[] Behind(AxisPair pool) => [new BatchNorm2dSpec(), new ReLUSpec(), new MaxPool2dSpec(pool)];

    private static ModelSpec Network(Shape input, params LayerSpec[][] blocks) =>
        new(input, [.. blocks.SelectMany(block => block), new FlattenSpec(), new LinearSpec(4)]);

    /// <summary>Also scales of the normalisation that turn the largest into the smallest, and one of zero.</summary>
    private static NamedTensor AwayFromZero(NamedTensor tensor)
    {
        if (tensor.Name is "1.weight" or "5.weight")
        {
            for (int i = 0; i < tensor.Value.Length; i++)
                tensor.Value[i] = i == 1 ? 0 : i % 2 == 0 ? 0.7f : -1.2f;
        }

        return tensor;
    }

    private static float[] Trained(InstructionSet set, ModelSpec spec)
    {
        using IModel model = Build(set, spec, fuse: true);
        for (int step = 0; step < 2; step++)
        {
            (float[] x, int[] labels) = Samples(spec, Rows, step);
            model.TrainStep(x, labels);
        }

        return [.. model.GetState().SelectMany(tensor => tensor.Value.Span.ToArray())];
    }

    private static (float[] X, int[] Labels) Samples(ModelSpec spec, int rows, int seed) =>
        (Numbers.Draw(rows * spec.InputShape.Length, seed), Numbers.Labels(rows, 4, seed));

    private static IModel Build(InstructionSet set, ModelSpec spec, bool fuse) =>
        new ManagedBackend(set, skipZeros: true, fuse).Build(spec, new TrainingSpec(new SgdSpec(0.05) { WeightDecay = 0.01 }, LossKind.CrossEntropy, Rows), Numbers.Source(1));
}
