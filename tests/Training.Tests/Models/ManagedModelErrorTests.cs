using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Models;

public class ManagedModelErrorTests
{
    private static readonly ModelSpec Network = new([4], [new LinearSpec(3)]);

    [Fact]
    public void Specs_with_faults_are_refused_with_all_of_them()
    {
        var backend = new ManagedBackend();
        Assert.Equal(2, Assert.Throws<InvalidModelException>(() => backend.Build(
            Network, new TrainingSpec(new SgdSpec(0), LossKind.L2, 0), Numbers.Source(1))).Errors.Count);
        Assert.Contains("model.layers", Assert.Throws<InvalidModelException>(() => backend.Build(
            new ModelSpec([4], []), new TrainingSpec(new SgdSpec(1), LossKind.L2, 1), Numbers.Source(1))).Message);
    }

    [Theory]
    [InlineData(0, 0, "there is no sample")]
    [InlineData(7, 2, "2 samples have 8 inputs (4 each), not 7")]
    [InlineData(24, 6, "the batch has 6 samples; the model was built for at most 5")]
    public void A_batch_that_does_not_fit_is_refused(int inputs, int labels, string message)
    {
        using IModel model = Build(LossKind.CrossEntropy);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => model.TrainStep(new float[inputs], new int[labels])).Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void A_label_that_is_no_class_is_refused(int label)
    {
        using IModel model = Build(LossKind.CrossEntropy);
        string message = Assert.Throws<ArgumentException>(() => model.TrainStep(new float[8], [0, label])).Message;
        Assert.Equal($"the label {label} of sample 1 is not in [0, 3)", message);
        Assert.Throws<ArgumentException>(() => model.Evaluate(new float[8], [0, label]));
    }

    [Fact]
    public void Targets_that_do_not_fit_are_refused()
    {
        using IModel model = Build(LossKind.L2);
        Assert.Throws<ArgumentException>(() => model.TrainStep(new float[4], new float[4]));
        Assert.Throws<ArgumentException>(() => model.TrainStep(new float[8], new float[3]));
        Assert.Throws<ArgumentException>(() => model.Evaluate([], Array.Empty<float>()));
        Assert.Throws<ArgumentException>(() => model.Predict(new float[4], new float[2]));
    }

    [Fact]
    public void Labels_and_targets_go_with_their_losses()
    {
        using IModel labelled = Build(LossKind.CrossEntropy), targeted = Build(LossKind.L2);
        Assert.Throws<InvalidOperationException>(() => labelled.TrainStep(new float[4], new float[3]));
        Assert.Throws<InvalidOperationException>(() => labelled.Evaluate(new float[4], new float[3]));
        Assert.Throws<InvalidOperationException>(() => targeted.TrainStep(new float[4], new int[1]));
        Assert.Throws<InvalidOperationException>(() => targeted.Evaluate(new float[4], new int[1]));
    }

    [Fact]
    public void The_state_of_another_network_is_refused_and_changes_nothing()
    {
        using IModel model = Build(LossKind.L2);
        IReadOnlyList<NamedTensor> state = model.GetState();
        NamedTensor weight = state[0], bias = new("0.bias", new Tensor<float>([2]));
        weight.Value.Span.Clear();

        Assert.Equal("0.bias [3] is missing; the state has 0.weight [3, 4]", Refusal(weight));
        Assert.Equal("0.bias: the model expects the shape [3], the state has [2]", Refusal(weight, bias));
        Assert.Equal("the state has tensors that the model does not: 1.bias [2]", Refusal(weight, state[1], bias with { Name = "1.bias" }));
        Assert.Contains(model.GetState()[0].Value.Span.ToArray(), value => value != 0);

        string Refusal(params NamedTensor[] tensors) => Assert.Throws<StateMismatchException>(() => model.LoadState(tensors)).Message;
    }

    [Fact]
    public void The_state_of_another_optimizer_is_refused()
    {
        using IModel model = Build(LossKind.L2, new AdamSpec());
        OptimizerState plain = Build(LossKind.L2).GetOptimizerState();
        Assert.Empty(plain.Tensors);
        Assert.Equal(
            "0.weight.exp_avg [3, 4] is missing; the state has no tensor",
            Assert.Throws<StateMismatchException>(() => model.LoadOptimizerState(plain)).Message);
        Assert.Equal(
            ["0.weight.exp_avg", "0.weight.exp_avg_sq", "0.bias.exp_avg", "0.bias.exp_avg_sq"],
            model.GetOptimizerState().Tensors.Select(tensor => tensor.Name));
    }

    private static IModel Build(LossKind loss, OptimizerSpec? optimizer = null) =>
        new ManagedBackend().Build(Network, new TrainingSpec(optimizer ?? new SgdSpec(0.1), loss, 5), Numbers.Source(1));
}
