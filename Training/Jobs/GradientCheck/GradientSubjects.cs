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
        new LossSubject("cross-entropy", LossKind.CrossEntropy),
        new LossSubject("binary cross-entropy", LossKind.BinaryCrossEntropy),
        new LossSubject("squared error", LossKind.L2),
    ];

    private static Shape Features(System.Random random) => [random.Next(2, 9)];
}
