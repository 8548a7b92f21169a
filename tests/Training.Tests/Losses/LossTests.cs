using System.Numerics;
using ActorTraining.Training.Gradients;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Losses;

public class LossTests
{
    [Fact]
    public void Gradients_hold_in_double_precision() => Check<double>(1e-6);

    [Fact]
    public void Gradients_hold_in_single_precision() => Check<float>(1e-2);

    [Theory]
    [InlineData(1e4)]
    [InlineData(-1e4)]
    public void Cross_entropy_is_finite_for_logits_of_ten_thousand(double logit)
    {
        var logits = new Tensor<float>([1, 3], [(float)logit, 0, (float)-logit]);
        for (int label = 0; label < 3; label++)
        {
            Assert.InRange(SoftmaxCrossEntropy.Forward(logits, [label]), 0, 2e4f);
            Assert.All(SoftmaxCrossEntropy.Backward(logits, [label]).Span.ToArray(), g => Assert.InRange(g, -1, 1));
        }
    }

    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_classes() =>
        Assert.Equal(Math.Log(10), SoftmaxCrossEntropy.Forward(new Tensor<double>([4, 10]), [0, 3, 5, 9]), 1e-15);

    [Fact]
    public void Binary_cross_entropy_is_finite_where_the_logarithm_is_not()
    {
        var certain = new Tensor<float>([1, 2], [0, 1]);
        var wrong = new Tensor<float>([1, 2], [1, 0]);
        Assert.Equal(0, BinaryCrossEntropy.Forward(certain, certain));
        Assert.Equal(100, BinaryCrossEntropy.Forward(certain, wrong));
        Assert.All(BinaryCrossEntropy.Backward(certain, wrong).Span.ToArray(), g => Assert.True(float.IsFinite(g)));
        Assert.All(BinaryCrossEntropy.Backward(certain, certain).Span.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void The_squared_error_is_a_mean_over_all_elements()
    {
        var outputs = new Tensor<double>([2, 2], [1, 2, 3, 4]);
        var targets = new Tensor<double>([2, 2], [1, 2, 3, 8]);
        Assert.Equal(4, SquaredError.Forward(outputs, targets));
        Assert.Equal([0, 0, 0, -2], SquaredError.Backward(outputs, targets).Span.ToArray());
    }

    private static void Check<T>(double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] labels = Numbers.Labels(5, 7, 1);
        Tensor<T> logits = Numbers.Tensor<T>([5, 7], 2, -3, 3), targets = Numbers.Tensor<T>([5, 7], 3, 0, 1);
        // Away from 0 and 1, where the curvature of the logarithm is larger than any step can follow.
        Tensor<T> probabilities = Numbers.Tensor<T>([5, 7], 4, 0.3, 0.7);

        Assert.InRange(
            GradientCheck.Function(logits, z => SoftmaxCrossEntropy.Forward(z, labels), z => SoftmaxCrossEntropy.Backward(z, labels)).Error, 0, tolerance);
        Assert.InRange(
            GradientCheck.Function(probabilities, p => BinaryCrossEntropy.Forward(p, targets), p => BinaryCrossEntropy.Backward(p, targets)).Error, 0, tolerance);
        Assert.InRange(
            GradientCheck.Function(logits, y => SquaredError.Forward(y, targets), y => SquaredError.Backward(y, targets)).Error, 0, tolerance);
    }
}
