using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

/// <summary>Outputs and gradients of every layer against PyTorch's: the reference and the stages of every instruction set.</summary>
public unsafe class TorchLayerTests
{
    private const float Relative = 1e-5f, Absolute = 5e-7f;

    public static TheoryData<int> Indices => TorchFixture.Indices("layers");

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_reference_gives_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        Sequential<float> layer = ReferenceNetwork.Create<float>(fixture.Model, fixture.State);

        Numbers.AssertClose(fixture.Tensor("y").Span, layer.Forward(fixture.Tensor("x")).Span, Relative, Absolute);
        Numbers.AssertClose(fixture.Tensor("dx").Span, layer.Backward(fixture.Tensor("dy")).Span, Relative, Absolute);
        Assert.Equal(fixture.Gradients.Count, layer.Parameters.Count);
        foreach (Parameter<float> parameter in layer.Parameters)
            Numbers.AssertClose(Expected(fixture, parameter).Span, parameter.Gradient.Span, Relative, Absolute);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_stages_give_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        Tensor<float> x = fixture.Tensor("x"), dy = fixture.Tensor("dy");
        int rows = x.Shape[0], columns = x.Shape[1];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            ExecutionPlan plan = new PlanCompiler(fixture.Model, KernelSet.For(set), skipZeros: true, new TorchRandom(0), rows, rows).Compile();
            foreach ((TrainableMatrix parameter, NamedTensor value) in plan.Parameters.Zip(fixture.State))
            {
                parameter.KeepGradient();
                parameter.Import(value.Value, parameter.Value);
            }

            var inputGradient = new PaddedMatrix(rows, columns);
            Stage stage = plan.Last;
            fixed (float* input = x.Span)
            {
                var view = new MatrixView(input, columns, columns);
                plan.Forward(view, rows, Mode.Train);
                Numbers.AssertClose(fixture.Tensor("y").Span, Numbers.Dense(stage.Output), Relative, Absolute);
                stage.OutputGradient.CopyFrom(dy.Span);
                stage.Backward(view, inputGradient, rows, null);
            }

            Numbers.AssertClose(fixture.Tensor("dx").Span, Numbers.Dense(inputGradient), Relative, Absolute);
            foreach ((TrainableMatrix parameter, NamedTensor gradient) in plan.Parameters.Zip(fixture.Gradients))
                Numbers.AssertClose(gradient.Value.Span, parameter.Export(parameter.Gradient!).Span, Relative, Absolute);
        }
    }

    private static Tensor<float> Expected(Fixture fixture, Parameter<float> parameter)
    {
        Tensor<float> gradient = fixture.Gradients.Single(g => g.Name == $"0.{parameter.Name}").Value;
        if (gradient.Shape.Rank == 1)
            return gradient;
        var transposed = new Tensor<float>([gradient.Shape[1], gradient.Shape[0]]);
        for (int i = 0; i < gradient.Shape[0]; i++)
        {
            for (int j = 0; j < gradient.Shape[1]; j++)
                transposed[j, i] = gradient[i, j];
        }

        return transposed;
    }

    private sealed class Fixture(int index)
    {
        private readonly JsonElement _case = TorchFixture.Cases("layers")[index];

        public ModelSpec Model => new([Tensor("x").Shape[1]], [TorchFixture.Spec<LayerSpec>(_case)]);

        public IReadOnlyList<NamedTensor> State => TorchFixture.State(_case.GetProperty("parameters"), "0.");

        public IReadOnlyList<NamedTensor> Gradients => TorchFixture.State(_case.GetProperty("gradients"), "0.");

        public Tensor<float> Tensor(string name) => TorchFixture.Tensor(_case.GetProperty(name));
    }
}
