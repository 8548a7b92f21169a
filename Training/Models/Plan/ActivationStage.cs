using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = f(x) where there is no linear layer to fuse it with.</summary>
internal sealed unsafe class ActivationStage(KernelSet kernels, Activation activation, float slope, int columns, int capacity, int batch)
    : Stage(columns, capacity, batch)
{
    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        for (int row = 0; row < rows; row++)
            new Span<float>(input.Pointer + row * input.Stride, input.Columns).CopyTo(Output.Row(row));
        kernels.Activate(activation, Output.Pointer, rows * Output.Stride, slope);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        if (inputGradient is null)
            return;
        int count = rows * Output.Stride;
        kernels.Derive(activation, Output.Pointer, OutputGradient.Pointer, count, slope);
        OutputGradient.Storage[..count].CopyTo(inputGradient.Storage);
    }
}
