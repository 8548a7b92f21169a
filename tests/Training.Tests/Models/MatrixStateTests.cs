using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Models;

public class MatrixStateTests
{
    private static readonly ModelSpec Model = new([3], [new LinearSpec(2), new SigmoidSpec(), new LinearSpec(4) { Bias = false }]);

    [Fact]
    public void Weights_stand_as_in_the_formula()
    {
        IReadOnlyList<NamedTensor> matrices = MatrixState.FromModules(
        [
            new("0.weight", new Tensor<float>([2, 3], [1, 2, 3, 4, 5, 6])),
            new("0.bias", new Tensor<float>([2], [7, 8])),
            new("2.weight", new Tensor<float>([4, 2])),
        ]);
        Assert.Equal(["W1", "b1", "W2"], matrices.Select(matrix => matrix.Name));
        Assert.Equal([3, 2], matrices[0].Value.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], matrices[0].Value.Span.ToArray());
    }

    [Fact]
    public void The_way_back_gives_the_state_that_went_in()
    {
        IReadOnlyList<NamedTensor> state = Initialization.Draw(Model, Numbers.Source(1));
        IReadOnlyList<NamedTensor> back = MatrixState.ToModules([.. MatrixState.FromModules(state).Reverse()], Model);
        Assert.Equal(state.Select(tensor => tensor.Name), back.Select(tensor => tensor.Name));
        foreach ((NamedTensor expected, NamedTensor found) in state.Zip(back))
        {
            Assert.Equal(expected.Value.Shape, found.Value.Shape);
            Assert.Equal(expected.Value.Span, found.Value.Span);
        }
    }

    [Fact]
    public void Matrices_of_another_network_are_refused()
    {
        NamedTensor w1 = new("W1", new Tensor<float>([3, 2])), b1 = new("b1", new Tensor<float>([2])), w2 = new("W2", new Tensor<float>([2, 4]));
        Assert.Contains("W2 is missing", Refusal(w1, b1));
        Assert.Contains("3 weights and biases, found 4", Refusal(w1, b1, w2, new NamedTensor("b2", b1.Value)));
        Assert.Contains("W1: expected two axes, found [6]", Refusal(new NamedTensor("W1", new Tensor<float>([6])), b1, w2));
    }

    [Fact]
    public void A_state_that_is_no_list_of_matrices_is_refused()
    {
        Assert.Throws<ArgumentException>(() => MatrixState.FromModules([new NamedTensor("0.weight", new Tensor<float>([2, 3, 5, 5]))]));
        Assert.Throws<ArgumentException>(() => MatrixState.FromModules([new NamedTensor("running_mean", new Tensor<float>([2]))]));
    }

    private static string Refusal(params NamedTensor[] matrices) =>
        Assert.Throws<StateMismatchException>(() => MatrixState.ToModules(matrices, Model)).Message;
}
