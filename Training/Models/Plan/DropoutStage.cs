using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>y = x m with a new mask m at every step of training. The formulas are those of <see cref="Dropout{T}"/>.</summary>
/// <param name="kernels">The instruction set.</param>
/// <param name="probability">The probability of 0.</param>
/// <param name="random">Draws the masks of the whole model.</param>
/// <param name="columns">The number of values of a sample.</param>
/// <param name="capacity">The most rows of a forward pass.</param>
/// <param name="batch">The most rows of a backward pass.</param>
internal sealed unsafe class DropoutStage(KernelSet kernels, double probability, TorchRandom random, int columns, int capacity, int batch)
    : Stage(columns, capacity, batch)
{
    private readonly PaddedMatrix _mask = new(batch, columns);

    public override void Forward(MatrixView input, int rows, Mode mode)
    {
        int count = rows * Output.Stride;
        if (mode == Mode.Evaluate || probability == 0)
        {
            new Span<float>(input.Pointer, count).CopyTo(Output.Storage);
            return;
        }

        for (int row = 0; row < rows; row++)
            random.Bernoulli(_mask.Row(row), 1 - probability);
        kernels.MultiplyScaled(input.Pointer, _mask.Pointer, Output.Pointer, count, Factor);
    }

    public override void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent)
    {
        if (inputGradient is null)
            return;
        int count = rows * Output.Stride;
        if (probability == 0)
            OutputGradient.Storage[..count].CopyTo(inputGradient.Storage);
        else
            kernels.MultiplyScaled(OutputGradient.Pointer, _mask.Pointer, inputGradient.Pointer, count, Factor);
    }

    /// <summary>1 / (1 - p), rounded as PyTorch rounds it.</summary>
    private float Factor => 1 / (float)(1 - probability);
}
