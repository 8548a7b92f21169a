using ActorTraining.Training.Models;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Models;

public class InitializationTests
{
    [Fact]
    public void Parameters_are_drawn_layer_by_layer_each_weight_before_its_bias()
    {
        var model = new ModelSpec([3],
        [
            new LinearSpec(2) { WeightInit = new UniformInit(), BiasInit = new UniformInit() },
            new SigmoidSpec(),
            new LinearSpec(1) { WeightInit = new UniformInit(), BiasInit = new ZerosInit() },
        ]);
        IReadOnlyList<NamedTensor> state = Initialization.Draw(model, new Counter());

        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], state.Select(tensor => tensor.Name));
        // 0 to 5 fill W [3, 2] of x W row by row; what is stored is its transpose.
        Assert.Equal([2, 3], state[0].Value.Shape);
        Assert.Equal([0, 2, 4, 1, 3, 5], state[0].Value.Span.ToArray());
        Assert.Equal([6, 7], state[1].Value.Span.ToArray());
        Assert.Equal([8, 9], state[2].Value.Span.ToArray());
        Assert.Equal([0], state[3].Value.Span.ToArray());
    }

    [Fact]
    public void The_default_of_PyTorch_is_drawn_in_the_layout_of_its_modules()
    {
        IReadOnlyList<NamedTensor> state = Initialization.Draw(new ModelSpec([4], [new LinearSpec(2)]), new Counter());
        // Uniform numbers u become u (high - low) + low with bounds ±1/√fan-in = ±0.5.
        Assert.Equal([-0.5f, 0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6.5f], state[0].Value.Span.ToArray());
        Assert.Equal([7.5f, 8.5f], state[1].Value.Span.ToArray());
    }

    [Fact]
    public void Normal_draws_are_scaled_and_shifted()
    {
        var model = new ModelSpec([1], [new LinearSpec(2) { Bias = false, WeightInit = new NormalInit(10, 2) }]);
        Assert.Equal([10, 12], Initialization.Draw(model, new Counter())[0].Value.Span.ToArray());
    }

    /// <summary>0, 1, 2, ... in the order of the draws.</summary>
    private sealed class Counter : IRandomSource
    {
        private int _next;

        public void Normal(Span<float> target) => Uniform(target);

        public void Uniform(Span<float> target)
        {
            foreach (ref float value in target)
                value = _next++;
        }
    }
}
