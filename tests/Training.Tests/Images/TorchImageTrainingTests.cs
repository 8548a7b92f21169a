using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

/// <summary>Steps of training of whole image networks against PyTorch's.</summary>
public class TorchImageTrainingTests
{
    public static TheoryData<int> Indices => TorchImages.Indices("trainings");

    [Theory]
    [MemberData(nameof(Indices))]
    public void Training_goes_the_way_of_PyTorch(int index)
    {
        JsonElement fixture = TorchImages.Group("trainings")[index];
        ModelSpec spec = fixture.GetProperty("model").Deserialize<ModelSpec>(SpecJson.Options)!;
        OptimizerSpec optimizer = fixture.GetProperty("optimizer").Deserialize<OptimizerSpec>(SpecJson.Options)!;
        foreach (InstructionSet set in KernelSet.Supported)
        {
            using IModel model = new ManagedBackend(set).Build(spec, new TrainingSpec(optimizer, LossKind.CrossEntropy, 5), Numbers.Source(1));
            model.LoadState(TorchFixture.State(fixture.GetProperty("before")));
            foreach (JsonElement step in fixture.GetProperty("steps").EnumerateArray())
            {
                int[] labels = [.. step.GetProperty("labels").EnumerateArray().Select(label => label.GetInt32())];
                Assert.Equal(step.GetProperty("loss").GetDouble(), model.TrainStep(TorchFixture.Tensor(step.GetProperty("x")).Span, labels).Loss, 1e-5);
            }

            foreach ((NamedTensor expected, NamedTensor found) in TorchFixture.State(fixture.GetProperty("after")).Zip(model.GetState()))
            {
                Assert.Equal(expected.Name, found.Name);
                // A bias in front of a normalisation has the gradient 0, which PyTorch misses by its rounding.
                Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-4f, 1e-5f);
            }

            Tensor<float> logits = TorchFixture.Tensor(fixture.GetProperty("logits"));
            float[] outputs = new float[logits.Length];
            model.Predict(TorchFixture.Tensor(fixture.GetProperty("steps")[0].GetProperty("x")).Span, outputs);
            Numbers.AssertClose(logits.Span, outputs, 1e-4f, 1e-4f);
        }
    }

    [Fact]
    public void The_first_weights_are_those_that_PyTorch_draws()
    {
        JsonElement fixture = TorchImages.Group("grocery");
        ModelSpec spec = GroceryNetwork.Create();
        Assert.Equal(98_533, spec.ParameterCount());
        Assert.Equal(98_533, fixture.GetProperty("parameters").GetInt64());

        IReadOnlyList<NamedTensor> state = Initialization.Draw(spec, new TorchRandom(fixture.GetProperty("seed").GetUInt64()));
        foreach (NamedTensor first in TorchFixture.State(fixture.GetProperty("firsts")))
            Assert.Equal(first.Value.Span, state.Single(tensor => tensor.Name == first.Name).Value.Span[..first.Value.Length]);
    }
}
