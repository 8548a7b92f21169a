using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

/// <summary>Batch normalisation against PyTorch's: outputs, gradients and running statistics in training, outputs in evaluation.</summary>
public unsafe class TorchBatchNormTests
{
    private const float Relative = 1e-5f, Absolute = 2e-6f;

    public static TheoryData<int> Indices => TorchFixture.Indices("norms");

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_reference_gives_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        Sequential<float> layer = ReferenceNetwork.Create<float>(fixture.Model, fixture.Before);
        foreach ((Tensor<float> x, Tensor<float> y) in fixture.Batches)
            Numbers.AssertClose(y.Span, layer.Forward(x).Span, Relative, Absolute);

        Numbers.AssertClose(fixture.Tensor("dx").Span, layer.Backward(fixture.Tensor("dy")).Span, Relative, Absolute);
        foreach ((Parameter<float> parameter, NamedTensor gradient) in layer.Parameters.Zip(fixture.Gradients))
            Numbers.AssertClose(gradient.Value.Span, parameter.Gradient.Span, Relative, 1e-5f);
        Assert.Equal(fixture.After.TakeLast(3).Select(tensor => tensor.Name), layer.Buffers.Select(buffer => $"0.{buffer.Name}"));
        foreach ((StateBuffer<float> buffer, NamedTensor expected) in layer.Buffers.Zip(fixture.After.TakeLast(3)))
            Numbers.AssertClose(expected.Value.Span, buffer.Value.Span, Relative, Absolute);
        Numbers.AssertClose(fixture.Evaluation("y").Span, layer.Forward(fixture.Evaluation("x"), Mode.Evaluate).Span, Relative, Absolute);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_stages_give_the_values_of_PyTorch(int index)
    {
        var fixture = new Fixture(index);
        int rows = fixture.Tensor("dy").Shape[0], columns = fixture.Tensor("dy").Shape[1];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            ExecutionPlan plan = new PlanCompiler(fixture.Model, KernelSet.For(set), skipZeros: true, new TorchRandom(0), rows, rows).Compile();
            foreach ((StoredMatrix matrix, NamedTensor value) in plan.State.Zip(fixture.Before))
                matrix.Import(value.Value, matrix.Value);
            foreach (TrainableMatrix parameter in plan.Parameters)
                parameter.KeepGradient();

            var input = new PaddedMatrix(rows, columns);
            var inputGradient = new PaddedMatrix(rows, columns);
            foreach ((Tensor<float> x, Tensor<float> y) in fixture.Batches)
                Forward(plan, x, y, Mode.Train);
            plan.Last.OutputGradient.CopyFrom(fixture.Tensor("dy").Span);
            input.CopyFrom(fixture.Batches[^1].X.Span);
            plan.Last.Backward(MatrixView.Of(input), inputGradient, rows, null);

            Numbers.AssertClose(fixture.Tensor("dx").Span, Numbers.Dense(inputGradient), Relative, Absolute);
            Assert.Equal(Enumerable.Repeat(0f, rows), Enumerable.Range(0, rows).Select(row => inputGradient.Storage[((row + 1) * inputGradient.Stride) - 1]));
            foreach ((TrainableMatrix parameter, NamedTensor gradient) in plan.Parameters.Zip(fixture.Gradients))
                Numbers.AssertClose(gradient.Value.Span, parameter.Export(parameter.Gradient!).Span, Relative, 1e-5f);
            foreach ((StoredMatrix matrix, NamedTensor expected) in plan.State.Zip(fixture.After))
            {
                Assert.Equal(expected.Name, matrix.Name);
                Numbers.AssertClose(expected.Value.Span, matrix.Export(matrix.Value).Span, Relative, Absolute);
            }

            Forward(plan, fixture.Evaluation("x"), fixture.Evaluation("y"), Mode.Evaluate);
        }

        void Forward(ExecutionPlan plan, Tensor<float> x, Tensor<float> y, Mode mode)
        {
            fixed (float* input = x.Span)
                plan.Forward(new MatrixView(input, columns, columns), rows, mode);
            Numbers.AssertClose(y.Span, Numbers.Dense(plan.Last.Output), Relative, Absolute);
        }
    }

    [Fact]
    public void A_batch_of_one_sample_has_no_variance_and_is_refused() =>
        Assert.Throws<ArgumentException>(() => new BatchNorm1d<float>(3, 0.1f, 1e-5f).Forward(new Tensor<float>([1, 3])));

    private sealed class Fixture(int index)
    {
        private readonly JsonElement _case = TorchFixture.Cases("norms")[index];

        public ModelSpec Model => new([Tensor("dy").Shape[1]], [TorchFixture.Spec<LayerSpec>(_case)]);

        public IReadOnlyList<NamedTensor> Before => TorchFixture.State(_case.GetProperty("before"), "0.");

        public IReadOnlyList<NamedTensor> After => TorchFixture.State(_case.GetProperty("after"), "0.");

        public IReadOnlyList<NamedTensor> Gradients => TorchFixture.State(_case.GetProperty("gradients"), "0.");

        public IReadOnlyList<(Tensor<float> X, Tensor<float> Y)> Batches =>
            [.. _case.GetProperty("batches").EnumerateArray().Select(batch => (TorchFixture.Tensor(batch.GetProperty("x")), TorchFixture.Tensor(batch.GetProperty("y"))))];

        public Tensor<float> Tensor(string name) => TorchFixture.Tensor(_case.GetProperty(name));

        public Tensor<float> Evaluation(string name) => TorchFixture.Tensor(_case.GetProperty("evaluation").GetProperty(name));
    }
}
