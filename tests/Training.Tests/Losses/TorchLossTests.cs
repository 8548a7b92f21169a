using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Losses;

/// <summary>Values and gradients of every loss against PyTorch's: the reference and the stages of every instruction set.</summary>
public unsafe class TorchLossTests
{
    private const float Relative = 1e-5f, Absolute = 1e-8f;

    public static TheoryData<int> Indices => TorchFixture.Indices("losses");

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_reference_gives_the_values_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("losses")[index];
        Tensor<float> x = TorchFixture.Tensor(fixture.GetProperty("x")), target = TorchFixture.Tensor(fixture.GetProperty("target"));
        int[] labels = [.. target.Span.ToArray().Select(label => (int)label)];
        (float loss, Tensor<float> gradient) = Kind(fixture) switch
        {
            LossKind.CrossEntropy => (SoftmaxCrossEntropy.Forward(x, labels), SoftmaxCrossEntropy.Backward(x, labels)),
            LossKind.BinaryCrossEntropy => (BinaryCrossEntropy.Forward(x, target), BinaryCrossEntropy.Backward(x, target)),
            _ => (SquaredError.Forward(x, target), SquaredError.Backward(x, target)),
        };

        Numbers.AssertClose([fixture.GetProperty("loss").GetSingle()], [loss], Relative, Absolute);
        Numbers.AssertClose(TorchFixture.Tensor(fixture.GetProperty("dx")).Span, gradient.Span, Relative, Absolute);
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void The_stages_give_the_values_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("losses")[index];
        Tensor<float> x = TorchFixture.Tensor(fixture.GetProperty("x")), target = TorchFixture.Tensor(fixture.GetProperty("target"));
        int[] labels = [.. target.Span.ToArray().Select(label => (int)label)];
        int rows = x.Shape[0], columns = x.Shape[1];
        foreach (InstructionSet set in KernelSet.Supported)
        {
            LossStage stage = LossStage.Create(Kind(fixture), KernelSet.For(set), columns);
            PaddedMatrix output = new(rows, columns), gradient = new(rows, columns);
            output.CopyFrom(x.Span);
            fixed (float* values = target.Span)
            fixed (int* classes = labels)
            {
                Targets targets = stage.TakesLabels ? new Targets(classes, null) : new Targets(null, values);
                double loss = stage.Run(output, targets, gradient, rows, out _);
                Numbers.AssertClose([fixture.GetProperty("loss").GetSingle()], [(float)(loss / rows)], Relative, Absolute);
                Assert.Equal(loss, stage.Run(output, targets, null, rows, out _));
            }

            Numbers.AssertClose(TorchFixture.Tensor(fixture.GetProperty("dx")).Span, Numbers.Dense(gradient), Relative, Absolute);
        }
    }

    private static LossKind Kind(JsonElement fixture) => fixture.GetProperty("kind").Deserialize<LossKind>(SpecJson.Options);
}
