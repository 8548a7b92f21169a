using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Models;

/// <summary>Whole training runs against PyTorch's, with batch normalisation, dropout, penalties and decoupled decay; the last batch is smaller.</summary>
public class TorchTrainingTests
{
    public static TheoryData<int> Indices => TorchFixture.Indices("layerTrainings");

    [Theory]
    [MemberData(nameof(Indices))]
    public void Losses_penalties_and_state_are_those_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("layerTrainings")[index];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            using IModel model = Build(fixture, set);
            foreach (JsonElement step in fixture.GetProperty("steps").EnumerateArray())
            {
                Numbers.AssertClose([step.GetProperty("penalty").GetSingle()], [(float)model.Penalty], 1e-5f, 0);
                Numbers.AssertClose([step.GetProperty("loss").GetSingle()], [(float)Step(model, step)], 2e-5f, 0);
            }

            AssertEnd(fixture, model);
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_restored_model_goes_on_to_the_last_bit(int index)
    {
        JsonElement fixture = TorchFixture.Cases("layerTrainings")[index];
        JsonElement[] steps = [.. fixture.GetProperty("steps").EnumerateArray()];
        using IModel first = Build(fixture, KernelSet.Best.InstructionSet), second = Build(fixture, KernelSet.Best.InstructionSet);
        foreach (JsonElement step in steps[..3])
            Step(first, step);
        second.LoadState(first.GetState());
        second.LoadOptimizerState(first.GetOptimizerState());
        second.LoadRandomState(first.GetRandomState());
        foreach (JsonElement step in steps[3..])
            Assert.Equal(Step(first, step), Step(second, step));

        AssertEnd(fixture, second);
        foreach ((NamedTensor expected, NamedTensor found) in first.GetState().Zip(second.GetState()))
            Assert.Equal(expected.Value.Span, found.Value.Span);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_step_allocates_nothing(int index)
    {
        JsonElement fixture = TorchFixture.Cases("layerTrainings")[index];
        using IModel model = Build(fixture, KernelSet.Best.InstructionSet);
        float[] x = TorchFixture.Tensor(fixture.GetProperty("steps")[0].GetProperty("x")).Span.ToArray();
        int[] labels = TorchFixture.Labels(fixture.GetProperty("steps")[0]);
        Use();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            model.TrainStep(x, labels);
            model.Evaluate(x, labels);
            _ = model.Penalty;
        }
    }

    private static IModel Build(JsonElement fixture, InstructionSet set)
    {
        var network = new ModelSpec([20], fixture.GetProperty("layers").Deserialize<LayerSpec[]>(SpecJson.Options)!);
        var training = new TrainingSpec(fixture.GetProperty("optimizer").Deserialize<OptimizerSpec>(SpecJson.Options)!, LossKind.CrossEntropy, 6)
        {
            Regularisation = new Regularisation(fixture.GetProperty("l1").GetDouble(), fixture.GetProperty("l2").GetDouble()),
            MaskSeed = 77,
        };
        IModel model = new ManagedBackend(set).Build(network, training, Numbers.Source(1));
        model.LoadState(TorchFixture.State(fixture.GetProperty("before")));
        return model;
    }

    private static double Step(IModel model, JsonElement step) =>
        model.TrainStep(TorchFixture.Tensor(step.GetProperty("x")).Span, TorchFixture.Labels(step)).Loss;

    private static void AssertEnd(JsonElement fixture, IModel model)
    {
        bool adam = fixture.GetProperty("optimizer").GetProperty("type").GetString() == "adam";
        foreach ((NamedTensor expected, NamedTensor found) in TorchFixture.State(fixture.GetProperty("after")).Zip(model.GetState()))
        {
            Assert.Equal(expected.Name, found.Name);
            // Adam divides a gradient by its own size, so the rounding of a small one comes back as a fraction of the learning rate (0.01); and the bias
            // in front of a normalisation has no gradient but rounding.
            float absolute = adam && !HasNoGradient(fixture, found.Name) ? 1e-4f : adam ? 0.06f : 2e-6f;
            Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-5f, absolute);
        }

        JsonElement evaluation = fixture.GetProperty("evaluation");
        Tensor<float> y = TorchFixture.Tensor(evaluation.GetProperty("y"));
        float[] outputs = new float[y.Length];
        model.Predict(TorchFixture.Tensor(evaluation.GetProperty("x")).Span, outputs);
        if (!adam || !HasNoGradient(fixture, "0.bias"))
            Numbers.AssertClose(y.Span, outputs, 1e-4f, 1e-5f);
    }

    private static bool HasNoGradient(JsonElement fixture, string name) =>
        name is "0.bias" or "1.running_mean" && fixture.GetProperty("layers")[1].GetProperty("type").GetString() == "batch-norm-1d";
}
