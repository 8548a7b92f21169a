using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

public class SoftmaxTests
{
    [Fact]
    public void Outputs_of_a_sample_add_up_to_one_even_for_logits_of_ten_thousand()
    {
        Tensor<double> y = new Softmax<double>().Forward(new Tensor<double>([2, 3], [1e4, -1e4, 0, 1, 2, 3]));
        Assert.Equal([1.0, 0, 0], y.Span[..3].ToArray());
        Assert.Equal(1, y.Span[3..].ToArray().Sum(), 1e-15);
        Assert.Equal(Math.E, y[1, 2] / y[1, 1], 1e-14);
    }

    [Fact]
    public void The_Jacobian_has_its_formula_on_and_off_the_diagonal()
    {
        Tensor<double> y = new Softmax<double>().Forward(Numbers.Tensor<double>([2, 4], 1));
        Tensor<double> jacobian = Softmax<double>.Jacobian(y);
        Assert.Equal([2, 4, 4], jacobian.Shape);
        Tensor<double> second = jacobian.Slice(1, 1).Reshape([4, 4]);
        Assert.Equal(y[1, 2] * (1 - y[1, 2]), second[2, 2], 1e-15);
        Assert.Equal(-y[1, 2] * y[1, 3], second[2, 3], 1e-15);
    }

    [Fact]
    public void The_vector_Jacobian_product_is_the_gradient_times_the_Jacobian()
    {
        var softmax = new Softmax<double>();
        Tensor<double> y = softmax.Forward(Numbers.Tensor<double>([3, 5], 1)), gradient = Numbers.Tensor<double>([3, 5], 2);
        Tensor<double> jacobian = Softmax<double>.Jacobian(y), product = softmax.Backward(gradient);
        for (int row = 0; row < 3; row++)
        {
            for (int k = 0; k < 5; k++)
            {
                double sum = Enumerable.Range(0, 5).Sum(i => gradient[row, i] * jacobian[(row * 5 + i) * 5 + k]);
                Assert.Equal(sum, product[row, k], 1e-15);
            }
        }
    }
}
