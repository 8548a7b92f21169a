using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Weights;

public class StateDictionaryTests
{
    private static readonly NamedTensor Weight = new("weight", new Tensor<float>([2], [1, 2]));

    [Fact]
    public void Keeps_tensors_in_order_and_finds_them_by_name()
    {
        var bias = new NamedTensor("bias", new Tensor<float>([1]));
        var state = new StateDictionary([Weight, bias]);
        Assert.Equal([Weight, bias], state);
        Assert.Same(bias.Value, state.Find("bias"));
        Assert.Null(state.Find("Bias"));
    }

    [Fact]
    public void Refuses_names_that_are_empty_or_given_twice()
    {
        Assert.Throws<ArgumentException>(() => new StateDictionary([Weight, Weight]));
        Assert.Throws<ArgumentException>(() => new StateDictionary([Weight with { Name = "" }]));
    }
}
