using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>Everything in the library that has a hand-derived gradient.</summary>
internal static class GradientSubjects
{
    /// <summary>All of it: the layers, the full Jacobian of the softmax, the losses.</summary>
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new LayerSubject("linear", random => (new LinearSpec(random.Next(1, 8)), Features(random))),
        new LayerSubject("linear without bias", random => (new LinearSpec(random.Next(1, 8)) { Bias = false }, Features(random))),
        new LayerSubject("sigmoid", random => (new SigmoidSpec(), Features(random))),
        new LayerSubject("tanh", random => (new TanhSpec(), Features(random))),
        new LayerSubject("relu", random => (new ReLUSpec(), Features(random))),
        new LayerSubject("leaky relu", random => (new LeakyReLUSpec(0.5 * random.NextDouble()), Features(random))),
        new LayerSubject("softmax", random => (new SoftmaxSpec(), Features(random))),
        new JacobianSubject(),
        new LayerSubject("log softmax", random => (new LogSoftmaxSpec(), Features(random))),
        // Of few samples some feature varies so little that 1/σ changes within the step of the difference quotient.
        new LayerSubject("batch norm 1d", random => (new BatchNorm1dSpec(), Features(random))) { LeastBatch = 10 },
        new LayerSubject("batch norm 2d", random => (new BatchNorm2dSpec(), [random.Next(1, 4), random.Next(2, 4), random.Next(2, 4)])) { LeastBatch = 3 },
        new LayerSubject("dropout", random => (new DropoutSpec(0.5 * random.NextDouble()), Features(random))),
        new LayerSubject("flatten", random => (new FlattenSpec(), Image(random, 3))),
        new LayerSubject("conv 2d", random => (Convolution(random), Image(random, 2))),
        new LayerSubject("max pool 2d", random => (new MaxPool2dSpec(random.Next(2, 4)) { Stride = random.Next(1, 4), Padding = random.Next(2) }, Image(random, 2))),
        new LayerSubject("adaptive average pool 2d", random => (new AdaptiveAveragePool2dSpec(new AxisPair(random.Next(1, 5), random.Next(1, 5))), Image(random, 2))),
        new LossSubject("cross-entropy", LossKind.CrossEntropy),
        new LossSubject("negative log-likelihood", LossKind.NegativeLogLikelihood),
        new LossSubject("binary cross-entropy", LossKind.BinaryCrossEntropy),
        new LossSubject("squared error", LossKind.L2),
    ];

    private static Shape Features(System.Random random) => [random.Next(2, 9)];

    private static Shape Image(System.Random random, int mostChannels) => [random.Next(1, mostChannels + 1), random.Next(6, 9), random.Next(6, 9)];

    private static Conv2dSpec Convolution(System.Random random) => new(random.Next(1, 4), new AxisPair(random.Next(1, 4), random.Next(1, 4)))
    {
        Stride = random.Next(1, 3),
        Padding = random.Next(3),
        Dilation = random.Next(1, 3),
        Bias = random.Next(2) == 0,
    };
}
