using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

public class LayerTests
{
    [Fact]
    public void A_backward_pass_without_a_forward_pass_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Sigmoid<float>().Backward(new Tensor<float>([1, 1])));

    [Fact]
    public void An_elementwise_layer_keeps_the_shape_of_images()
    {
        var layer = new ReLU<float>();
        Assert.Equal([2, 3, 4, 5], layer.Forward(new Tensor<float>([2, 3, 4, 5])).Shape);
        Assert.Equal([2, 3, 4, 5], layer.Backward(new Tensor<float>([2, 3, 4, 5])).Shape);
    }

    [Fact]
    public void Rectifiers_have_the_derivative_of_the_left_side_at_zero()
    {
        Assert.Equal(0, new ReLU<double>().Derivative(0, 0));
        Assert.Equal(0.2, new LeakyReLU<double>(0.2).Derivative(0, 0));
    }

    [Fact]
    public void A_sigmoid_does_not_overflow()
    {
        Assert.Equal(0, new Sigmoid<float>().Function(-1e4f));
        Assert.Equal(1, new Sigmoid<float>().Function(1e4f));
    }

    [Fact]
    public void Gradients_of_parameters_are_replaced_and_not_added_up()
    {
        var layer = new Linear<double>(2, 1);
        var input = new Tensor<double>([1, 2], [3, 4]);
        for (int i = 0; i < 2; i++)
        {
            layer.Forward(input);
            layer.Backward(new Tensor<double>([1, 1], [1]));
        }

        Assert.Equal([3, 4], layer.Weight.Gradient.Span.ToArray());
        Assert.Equal(1, layer.Bias!.Gradient[0]);
    }
}
