using ActorTraining.Training.Kernels;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>The formulas of <see cref="SquaredError"/>.</summary>
internal sealed unsafe class SquaredErrorStage(KernelSet kernels, int columns) : LossStage, IPartwiseLoss
{
    private readonly PaddedMatrix _outputEnd = new(1, PaddedMatrix.Lanes);
    private readonly PaddedMatrix _targetEnd = new(1, PaddedMatrix.Lanes);
    private readonly PaddedMatrix _gradientEnd = new(1, PaddedMatrix.Lanes);

    public override bool TakesLabels => false;

    public override double Run(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, out int correct)
    {
        correct = 0;
        return RunPart(output, targets, gradient, rows, rows);
    }

    public double RunPart(PaddedMatrix output, Targets targets, PaddedMatrix? gradient, int rows, int batch)
    {
        double loss = 0;
        float factor = (float)(2 / ((double)batch * columns));
        int whole = columns / PaddedMatrix.Lanes * PaddedMatrix.Lanes;
        for (int row = 0; row < rows; row++)
        {
            float* target = targets.Values + (nint)row * columns;
            loss += kernels.SquaredError(
                output.Pointer + (nint)row * output.Stride, target, gradient is null ? null : gradient.Pointer + (nint)row * gradient.Stride, whole, factor);
            if (whole < columns)
                loss += End(output.Row(row)[whole..], new ReadOnlySpan<float>(target + whole, columns - whole), gradient is null ? default : gradient.Row(row)[whole..], factor);
        }

        return loss / columns;
    }

    /// <summary>The last columns, which fill no vector: targets have no padding, so they are given some.</summary>
    private double End(ReadOnlySpan<float> output, ReadOnlySpan<float> target, Span<float> gradient, float factor)
    {
        output.CopyTo(_outputEnd.Storage);
        target.CopyTo(_targetEnd.Storage);
        double loss = kernels.SquaredError(_outputEnd.Pointer, _targetEnd.Pointer, _gradientEnd.Pointer, PaddedMatrix.Lanes, factor);
        _gradientEnd.Storage[..gradient.Length].CopyTo(gradient);
        return loss;
    }
}
