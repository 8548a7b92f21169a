using System.Text.Json;
using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Plan;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Layers;

/// <summary>Dropout against PyTorch's, mask by mask, and log-softmax.</summary>
public unsafe class TorchDropoutTests
{
    public static TheoryData<int> Dropouts => TorchFixture.Indices("dropouts");

    public static TheoryData<int> LogSoftmaxes => TorchFixture.Indices("logSoftmaxes");

    [Theory]
    [MemberData(nameof(Dropouts))]
    public void The_masks_of_a_seed_are_those_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("dropouts")[index];
        double p = fixture.GetProperty("p").GetDouble();
        ulong seed = fixture.GetProperty("seed").GetUInt64();
        Tensor<float> x = TorchFixture.Tensor(fixture.GetProperty("x")), dy = TorchFixture.Tensor(fixture.GetProperty("dy"));
        int rows = x.Shape[0], columns = x.Shape[1];
        var layer = new Dropout<float>(p, seed);
        (PaddedMatrix input, PaddedMatrix inputGradient) = (new PaddedMatrix(rows, columns), new PaddedMatrix(rows, columns));
        input.CopyFrom(x.Span);
        Stage[] stages = [.. KernelSet.Supported.Select(set => new DropoutStage(KernelSet.For(set), p, new TorchRandom(seed), columns, rows, rows))];
        foreach (JsonElement pass in fixture.GetProperty("passes").EnumerateArray())
        {
            (Tensor<float> y, Tensor<float> dx) = (TorchFixture.Tensor(pass.GetProperty("y")), TorchFixture.Tensor(pass.GetProperty("dx")));
            Numbers.AssertClose(y.Span, layer.Forward(x).Span);
            Numbers.AssertClose(dx.Span, layer.Backward(dy).Span);
            foreach (Stage stage in stages)
            {
                stage.Forward(MatrixView.Of(input), rows, Mode.Train);
                Assert.Equal(y.Span.ToArray(), Numbers.Dense(stage.Output));
                stage.OutputGradient.CopyFrom(dy.Span);
                stage.Backward(MatrixView.Of(input), inputGradient, rows, null);
                Assert.Equal(dx.Span.ToArray(), Numbers.Dense(inputGradient));
            }
        }

        foreach (Stage stage in stages)
        {
            stage.Forward(MatrixView.Of(input), rows, Mode.Evaluate);
            Assert.Equal(x.Span.ToArray(), Numbers.Dense(stage.Output));
        }

        Assert.Equal(x.Span, layer.Forward(x, Mode.Evaluate).Span);
    }

    [Theory]
    [MemberData(nameof(LogSoftmaxes))]
    public void Log_softmax_gives_the_values_of_PyTorch(int index)
    {
        JsonElement fixture = TorchFixture.Cases("logSoftmaxes")[index];
        Tensor<float> x = Tensor("x"), dy = Tensor("dy");
        int rows = x.Shape[0], columns = x.Shape[1];
        var layer = new LogSoftmax<float>();
        Numbers.AssertClose(Tensor("y").Span, layer.Forward(x).Span);
        Numbers.AssertClose(Tensor("dx").Span, layer.Backward(dy).Span, 1e-5f, 1e-7f);
        foreach (InstructionSet set in KernelSet.Supported)
        {
            var stage = new LogSoftmaxStage(KernelSet.For(set), columns, rows, rows);
            (PaddedMatrix input, PaddedMatrix inputGradient) = (new PaddedMatrix(rows, columns), new PaddedMatrix(rows, columns));
            input.CopyFrom(x.Span);
            stage.Forward(MatrixView.Of(input), rows, Mode.Train);
            Numbers.AssertClose(Tensor("y").Span, Numbers.Dense(stage.Output));
            stage.OutputGradient.CopyFrom(dy.Span);
            stage.Backward(MatrixView.Of(input), inputGradient, rows, null);
            Numbers.AssertClose(Tensor("dx").Span, Numbers.Dense(inputGradient), 1e-5f, 1e-7f);
            for (int row = 0; row < rows; row++)
                Assert.Equal(-1, inputGradient.Storage[(row * inputGradient.Stride)..((row + 1) * inputGradient.Stride)][columns..].IndexOfAnyExcept(0f));
        }

        Tensor<float> Tensor(string name) => TorchFixture.Tensor(fixture.GetProperty(name));
    }

    [Fact]
    public void Log_softmax_is_finite_for_logits_of_ten_thousand()
    {
        Tensor<double> y = new LogSoftmax<double>().Forward(new Tensor<double>([1, 3], [1e4, -1e4, 0]));
        Assert.Equal([0.0, -2e4, -1e4], y.Span.ToArray());
    }
}
