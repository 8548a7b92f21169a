using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>Ten steps from the same weights on, on both backends: every layer, loss, optimizer and penalty, and the networks of E4 and E10.</summary>
public sealed class StepTests
{
    private const int Steps = 10;

    private static readonly LayerSpec[] Image =
        [new Conv2dSpec(6, new AxisPair(3, 2)) { Stride = new AxisPair(1, 2), Padding = new AxisPair(1, 0), Dilation = new AxisPair(2, 1) }, new TanhSpec(), new FlattenSpec(), new LinearSpec(5)];

    /// <summary>Networks for samples <c>[2, 12, 12]</c> with five outputs, which together have every layer.</summary>
    private static readonly Dictionary<string, LayerSpec[]> Networks = new()
    {
        ["dense, sigmoid"] = [new FlattenSpec(), new LinearSpec(16), new SigmoidSpec(), new LinearSpec(5)],
        ["dense, no bias"] = [new FlattenSpec(), new LinearSpec(16) { Bias = false }, new ReLUSpec(), new LinearSpec(5)],
        ["batch-norm-1d"] = [new FlattenSpec(), new LinearSpec(16) { Bias = false }, new BatchNorm1dSpec { Momentum = 0.3, Epsilon = 1e-3 }, new LeakyReLUSpec(0.2), new LinearSpec(5)],
        ["batch-norm-1d without scale"] = [new FlattenSpec(), new LinearSpec(16) { Bias = false }, new BatchNorm1dSpec { Affine = false }, new LinearSpec(5)],
        ["convolution"] = Image,
        ["blocks"] = [new Conv2dSpec(6, 3) { Padding = 1, Bias = false }, new BatchNorm2dSpec { Momentum = 0.2 }, new ReLUSpec(), new MaxPool2dSpec(2), new Conv2dSpec(8, 3), new AdaptiveAveragePool2dSpec(1), new FlattenSpec(), new LinearSpec(5)],
        ["pooling"] = [new Conv2dSpec(4, 3), new MaxPool2dSpec(3) { Stride = 2, Padding = 1 }, new AdaptiveAveragePool2dSpec(new AxisPair(2, 3)), new FlattenSpec(), new LinearSpec(5)],
        ["dropout"] = [new FlattenSpec(), new LinearSpec(20), new DropoutSpec(0.3), new ReLUSpec(), new DropoutSpec(0), new LinearSpec(5), new DropoutSpec()],
    };

    private static readonly Dictionary<string, OptimizerSpec> Optimizers = new()
    {
        ["sgd"] = new SgdSpec(0.05),
        ["sgd with decay"] = new SgdSpec(0.05) { WeightDecay = 0.1 },
        ["sgd with momentum"] = new SgdSpec(0.02) { Momentum = 0.9, WeightDecay = 0.01 },
        ["adam"] = new AdamSpec(3e-3) { Beta1 = 0.8, Beta2 = 0.99, Epsilon = 1e-6, WeightDecay = 0.01 },
        ["adamw"] = new AdamSpec(3e-3) { Decoupled = true, WeightDecay = 0.1 },
    };

    public static TheoryData<string, string> Pairs => new(
        from network in Networks.Keys from optimizer in Optimizers.Keys select (network, optimizer));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Networks_and_optimizers_take_the_same_steps(string network, string optimizer)
    {
        using var pair = Pair(new ModelSpec([2, 12, 12], Networks[network]), new TrainingSpec(Optimizers[optimizer], LossKind.CrossEntropy, 9) { MaskSeed = 3 });
        for (int step = 0; step < Steps; step++)
            pair.Step(step % 2 == 0 ? 9 : 4, step);
        pair.AssertSameState();
    }

    [Theory]
    [InlineData(LossKind.NegativeLogLikelihood)]
    [InlineData(LossKind.BinaryCrossEntropy)]
    [InlineData(LossKind.L2)]
    public void Losses_are_the_same(LossKind loss)
    {
        LayerSpec last = loss switch
        {
            LossKind.NegativeLogLikelihood => new LogSoftmaxSpec(),
            LossKind.BinaryCrossEntropy => new SigmoidSpec(),
            _ => new SoftmaxSpec(),
        };
        using var pair = Pair(new ModelSpec([7], [new LinearSpec(8), new SigmoidSpec(), new LinearSpec(5), last]), new TrainingSpec(new SgdSpec(0.5), loss, 9));
        for (int step = 0; step < Steps; step++)
            pair.Step(9, step);
        pair.AssertSameState();
    }

    [Fact]
    public void A_penalty_goes_into_the_weights_and_not_into_the_loss()
    {
        var training = new TrainingSpec(new SgdSpec(0.1), LossKind.CrossEntropy, 9) { Regularisation = new Regularisation(0.01, 0.02) };
        using var pair = Pair(new ModelSpec([2, 12, 12], Networks["batch-norm-1d"]), training);
        for (int step = 0; step < Steps; step++)
            pair.Step(9, step);
        pair.AssertSameState();
        Assert.True(pair.Managed.Penalty > 0);
        Assert.Equal(pair.Managed.Penalty, pair.Torch.Penalty, pair.Managed.Penalty * 1e-5);
    }

    [Fact]
    public void The_learning_rate_may_change_between_steps()
    {
        using var pair = Pair(new ModelSpec([2, 12, 12], Networks["dense, sigmoid"]), new TrainingSpec(Optimizers["adam"], LossKind.CrossEntropy, 9));
        for (int step = 0; step < Steps; step++)
        {
            pair.Managed.LearningRate = pair.Torch.LearningRate = 0.01 / (1 + step);
            pair.Step(9, step);
        }

        pair.AssertSameState();
    }

    [Fact]
    public void The_grocery_network_takes_the_same_ten_steps()
    {
        // E4 at its size; of its 150 images in a step, four.
        using var pair = Pair(GroceryNetwork.Create(), new TrainingSpec(new AdamSpec(5e-4) { WeightDecay = 1e-2 }, LossKind.NegativeLogLikelihood, 4) { MaskSeed = 5 });
        for (int step = 0; step < Steps; step++)
            pair.Step(4, step);
    }

    [Fact]
    public void The_convolution_that_is_to_be_recovered_takes_the_same_ten_steps()
    {
        // E10: twenty filters of 5×5×3 on images of 32×32, all images in every step.
        var layer = new ModelSpec([3, 32, 32], [new Conv2dSpec(20, 5) { Bias = false, WeightInit = new UniformInit(-1, 1) }]);
        using var pair = Pair(layer, new TrainingSpec(new SgdSpec(0.75) { Momentum = 0.995 }, LossKind.L2, 100));
        for (int step = 0; step < Steps; step++)
            pair.Step(100, seed: 1);
        pair.AssertSameState();
    }

    private static ModelPair Pair(ModelSpec model, TrainingSpec training) => new(model, training);
}
