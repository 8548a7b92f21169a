using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = ln softmax(x) along each row. The formulas are those of <see cref="LogSoftmax{T}"/>.</summary>
internal sealed unsafe class LogSoftmaxStage(KernelSet kernels, int columns, int capacity, int batch) : Stage(columns, capacity, batch)
{
    private readonly PaddedMatrix _mask = PaddingMask.Create(columns);

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
            new Span<float>(input.Pointer + row * input.Stride, input.Columns).CopyTo(Output.Row(row));
        kernels.LogSoftmax(Output.Pointer, _mask.Pointer, rows, Output.Stride);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        if (inputGradient is null)
            return;
        kernels.DeriveLogSoftmax(Output.Pointer, _mask.Pointer, OutputGradient.Pointer, rows, Output.Stride);
        OutputGradient.Storage[..(rows * Output.Stride)].CopyTo(inputGradient.Storage);
    }
}
