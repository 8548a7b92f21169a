using ActorTraining.Training.Gradients;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Gradients;

public class GradientCheckTests
{
    [Fact]
    public void A_wrong_derivative_is_found()
    {
        GradientError error = Assert.Single(GradientCheck.Layer(new WrongSquare(), Numbers.Tensor<double>([3, 4], 1), seed: 2));
        Assert.Equal("input", error.Name);
        Assert.InRange(error.Error, 0.05, 0.2);
    }

    [Fact]
    public void A_derivative_that_is_not_a_number_is_found()
    {
        GradientError error = GradientCheck.Function(
            Numbers.Tensor<double>([2], 1), x => x[0], x => new Tensor<double>(x.Shape, [double.NaN, 0]));
        Assert.True(double.IsNaN(error.Error));
    }

    [Fact]
    public void A_missing_derivative_is_found() =>
        Assert.Equal(1, GradientCheck.Function(Numbers.Tensor<double>([2], 1), x => x[0] + x[1], x => new Tensor<double>(x.Shape, [1, 0])).Error);

    [Fact]
    public void The_input_and_the_parameters_come_out_as_they_went_in()
    {
        var layer = new Linear<float>(3, 2);
        Numbers.Draw(6, 1).CopyTo(layer.Weight.Value.Span);
        Tensor<float> input = Numbers.Tensor<float>([2, 3], 2), before = input.Clone();
        Assert.Equal(["input", "weight", "bias"], GradientCheck.Layer(layer, input, seed: 3).Select(error => error.Name));
        Assert.Equal(before.Span, input.Span);
        Assert.Equal(Numbers.Draw(6, 1), layer.Weight.Value.Span);
    }

    /// <summary>x², with a derivative that is a tenth too large.</summary>
    private sealed class WrongSquare : ElementwiseLayer<double>
    {
        public override double Function(double x) => x * x;

        public override double Derivative(double x, double y) => 2.2 * x;
    }
}
