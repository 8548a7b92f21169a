using System.Numerics;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>A loss of the library: its gradient with respect to what the network gives.</summary>
/// <param name="name">What tables call it.</param>
/// <param name="kind">Which loss.</param>
internal sealed class LossSubject(string name, LossKind kind) : GradientSubject(name)
{
    /// <inheritdoc/>
    public override (double Error, string Shape) Check<T>(int seed)
    {
        var random = new System.Random(seed);
        Shape shape = [random.Next(1, 6), random.Next(2, 8)];
        return (Compare<T>(shape, random).Error, shape.ToString());
    }

    private Gradients.GradientError Compare<T>(Shape shape, System.Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (kind is LossKind.CrossEntropy or LossKind.NegativeLogLikelihood)
        {
            int[] labels = [.. Enumerable.Range(0, shape[0]).Select(_ => random.Next(shape[1]))];
            Tensor<T> outputs = Draws.Fill(new Tensor<T>(shape), random, -3, 3);
            return kind == LossKind.CrossEntropy
                ? Gradients.GradientCheck.Function(outputs, x => SoftmaxCrossEntropy.Forward(x, labels), x => SoftmaxCrossEntropy.Backward(x, labels))
                : Gradients.GradientCheck.Function(outputs, x => NegativeLogLikelihood.Forward(x, labels), x => NegativeLogLikelihood.Backward(x, labels));
        }

        Tensor<T> targets = Draws.Fill(new Tensor<T>(shape), random, 0, 1);
        return kind == LossKind.BinaryCrossEntropy
            // Probabilities from 0.3 to 0.7: towards 0 and 1 the higher derivatives of the logarithm grow so fast that the difference quotient in float32, with its wide step, is the one that errs.
            ? Gradients.GradientCheck.Function(
                Draws.Fill(new Tensor<T>(shape), random, 0.3, 0.7), x => BinaryCrossEntropy.Forward(x, targets), x => BinaryCrossEntropy.Backward(x, targets))
            : Gradients.GradientCheck.Function(
                Draws.Fill(new Tensor<T>(shape), random, -1, 1), x => SquaredError.Forward(x, targets), x => SquaredError.Backward(x, targets));
    }
}
