using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

/// <summary>Outputs, gradients and running statistics of every image layer against PyTorch's: the reference and the stages of every instruction set.</summary>
public unsafe class TorchImageLayerTests
{
    private const float Relative = 1e-5f, Absolute = 3e-6f;

    public static TheoryData<int> Indices => TorchImages.Indices("layers");

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_reference_gives_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        Sequential<float> layer = ReferenceNetwork.Create<float>(fixture.Model, fixture.State);

        Numbers.AssertClose(fixture.Tensor("y").Span, layer.Forward(fixture.Tensor("x"), fixture.Mode).Span, Relative, Absolute);
        if (fixture.Mode == Mode.Evaluate)
            return;
        Numbers.AssertClose(fixture.Tensor("dx").Span, layer.Backward(fixture.Tensor("dy")).Span, Relative, Absolute);
        Assert.Equal(fixture.Named("gradients").Count, layer.Parameters.Count);
        foreach ((NamedTensor expected, Parameter<float> parameter) in fixture.Named("gradients").Zip(layer.Parameters))
            Numbers.AssertClose(expected.Value.Span, parameter.Gradient.Span, Relative, Absolute);
        foreach ((NamedTensor expected, StateBuffer<float> buffer) in fixture.Named("buffers").Zip(layer.Buffers))
            Numbers.AssertClose(expected.Value.Span, buffer.Value.Span, Relative, Absolute);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_stages_give_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        Tensor<float> x = fixture.Tensor("x");
        int rows = x.Shape[0], columns = x.Length / rows;
        foreach (InstructionSet set in KernelSet.Supported)
        {
            ExecutionPlan plan = new PlanCompiler(fixture.Model, KernelSet.For(set), skipZeros: true, new TorchRandom(1), rows, rows).Compile();
            foreach (StoredMatrix matrix in plan.State)
                matrix.Import(fixture.State.Single(tensor => tensor.Name == matrix.Name).Value, matrix.Value);
            foreach (TrainableMatrix parameter in plan.Parameters)
                parameter.KeepGradient();
            var inputGradient = new PaddedMatrix(rows, columns);
            inputGradient.Storage.Fill(float.NaN);
            fixed (float* input = x.Span)
            {
                var view = new MatrixView(input, columns, columns);
                plan.Forward(view, rows, fixture.Mode);
                Numbers.AssertClose(fixture.Tensor("y").Span, Numbers.Dense(plan.Last.Output), Relative, Absolute);
                if (fixture.Mode == Mode.Evaluate)
                    continue;
                plan.Last.OutputGradient.CopyFrom(fixture.Tensor("dy").Span);
                plan.Last.Backward(view, inputGradient, rows, null);
            }

            Numbers.AssertClose(fixture.Tensor("dx").Span, Numbers.Dense(inputGradient), Relative, Absolute);
            foreach ((TrainableMatrix parameter, NamedTensor gradient) in plan.Parameters.Zip(fixture.Named("gradients")))
                Numbers.AssertClose(gradient.Value.Span, parameter.Export(parameter.Gradient!).Span, Relative, Absolute);
            foreach (NamedTensor buffer in fixture.Named("buffers"))
                Numbers.AssertClose(buffer.Value.Span, plan.State.Single(m => m.Name == buffer.Name).Value.Row(0), Relative, Absolute);
        }
    }

    private sealed class Fixture(int index)
    {
        private readonly JsonElement _case = TorchImages.Group("layers")[index];

        public ModelSpec Model => new(Shape.Create(Tensor("x").Shape.AsSpan()[1..]), [TorchFixture.Spec<LayerSpec>(_case)]);

        public Mode Mode => _case.GetProperty("train").GetBoolean() ? Mode.Train : Mode.Evaluate;

        public IReadOnlyList<NamedTensor> State => Named("state");

        public IReadOnlyList<NamedTensor> Named(string group) => TorchFixture.State(_case.GetProperty(group), "0.");

        public Tensor<float> Tensor(string name) => TorchFixture.Tensor(_case.GetProperty(name));
    }
}
