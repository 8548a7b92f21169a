using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Optimizers;

/// <summary>Every optimizer against PyTorch's: steps on given gradients, and whole training runs, the last batch smaller than the others.</summary>
public unsafe class TorchOptimizerTests
{
    private static readonly ModelSpec Model = new([20], [new LinearSpec(17), new SigmoidSpec(), new LinearSpec(5)]);

    public static TheoryData<int> Indices => TorchFixture.Indices("trainings");

    [Theory]
    [MemberData(nameof(Indices))]
    public void Steps_on_given_gradients_are_those_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("optimizers")[index];
        Tensor<float> before = TorchFixture.Tensor(fixture.GetProperty("before"));
        foreach (InstructionSet set in KernelSet.Supported)
        {
            KernelSet kernels = KernelSet.For(set);
            TrainableMatrix weight = TrainableMatrix.Weight("0.weight", before.Shape);
            weight.Import(before, weight.Value);
            weight.KeepGradient();
            Optimizer optimizer = Optimizer.Create(TorchFixture.Spec<OptimizerSpec>(fixture), [weight], kernels, fused: true);
            foreach (JsonElement gradient in fixture.GetProperty("gradients").EnumerateArray())
            {
                weight.Import(TorchFixture.Tensor(gradient), weight.Gradient!);
                // Plain descent happens in the backward pass; its formula is the kernel that biases use there.
                if (optimizer.Descent is { } descent)
                    kernels.Descend(weight.Value.Pointer, weight.Gradient!.Pointer, weight.Value.Storage.Length, descent.Rate, descent.Decay);
                optimizer.Step();
            }

            Numbers.AssertClose(TorchFixture.Tensor(fixture.GetProperty("after")).Span, weight.Export(weight.Value).Span, 1e-5f, 2e-7f);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void Training_gives_the_losses_and_the_parameters_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("trainings")[index];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            using IModel model = Build(fixture, set);
            foreach (JsonElement step in fixture.GetProperty("steps").EnumerateArray())
                Numbers.AssertClose([step.GetProperty("loss").GetSingle()], [(float)Step(model, step)], 1e-5f, 0);
            AssertEnd(fixture, model);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_restored_optimizer_goes_on_as_if_nothing_had_happened(int index)
    {
        JsonElement fixture = TorchFixture.Cases("trainings")[index];
        JsonElement[] steps = [.. fixture.GetProperty("steps").EnumerateArray()];
        using IModel first = Build(fixture, KernelSet.Best.InstructionSet), second = Build(fixture, KernelSet.Best.InstructionSet);
        foreach (JsonElement step in steps[..3])
            Step(first, step);
        second.LoadState(first.GetState());
        second.LoadOptimizerState(first.GetOptimizerState());
        foreach (JsonElement step in steps[3..])
            Assert.Equal(Step(first, step), Step(second, step));

        AssertEnd(fixture, second);
        foreach ((NamedTensor expected, NamedTensor found) in first.GetState().Zip(second.GetState()))
            Assert.Equal(expected.Value.Span, found.Value.Span);
    }

    private static IModel Build(JsonElement fixture, InstructionSet set)
    {
        var training = new TrainingSpec(TorchFixture.Spec<OptimizerSpec>(fixture), LossKind.CrossEntropy, 6);
        IModel model = new ManagedBackend(set).Build(Model, training, Numbers.Source(1));
        model.LoadState(TorchFixture.State(fixture.GetProperty("before")));
        return model;
    }

    private static double Step(IModel model, JsonElement step)
    {
        int[] labels = [.. step.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
        return model.TrainStep(TorchFixture.Tensor(step.GetProperty("x")).Span, labels).Loss;
    }

    private static void AssertEnd(JsonElement fixture, IModel model)
    {
        bool adam = TorchFixture.Spec<OptimizerSpec>(fixture) is AdamSpec;
        foreach ((NamedTensor expected, NamedTensor found) in TorchFixture.State(fixture.GetProperty("after")).Zip(model.GetState()))
        {
            Assert.Equal(expected.Name, found.Name);
            // Adam divides a gradient by its own size, so the rounding of a small one comes back as a fraction of the learning rate (0.01).
            Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-5f, adam ? 1e-5f : 5e-7f);
        }
    }
}
