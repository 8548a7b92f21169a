using ActorTraining.Training.Kernels;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A step of an <see cref="ExecutionPlan"/>: one layer, or several fused into one pass over memory laid out beforehand.</summary>
/// <remarks>A sample of any shape is one row, its values in row-major order (<c>[channels, height, width]</c>), padded at the end only.</remarks>
/// <param name="columns">The number of values of an output sample.</param>
/// <param name="capacity">The most rows of a forward pass.</param>
/// <param name="batch">The most rows of a backward pass.</param>
internal abstract class Stage(int columns, int capacity, int batch)
{
    /// <summary>y, <c>[capacity, columns]</c>.</summary>
    public PaddedMatrix Output { get; } = new(capacity, columns);

    /// <summary>dL/dy, <c>[batch, columns]</c>, zero in the padding; written by the stage behind, or by the loss, and used up by <see cref="Backward"/>.</summary>
    public PaddedMatrix OutputGradient { get; } = new(batch, columns);

    /// <summary>The trainable matrices.</summary>
    public virtual IReadOnlyList<TrainableMatrix> Parameters => [];

    /// <summary>State that is stored with the trainable matrices but not trained: running statistics.</summary>
    public virtual IReadOnlyList<StoredMatrix> Buffers => [];

    /// <summary>Computes <see cref="Output"/> for <paramref name="rows"/> samples.</summary>
    public abstract void Forward(MatrixView input, int rows, Mode mode);

    /// <summary>Goes back through the last forward pass in <see cref="Mode.Train"/>.</summary>
    /// <param name="input">The same as in the forward pass.</param>
    /// <param name="inputGradient">Receives dL/dx; null for the first stage, where nobody asks for it.</param>
    /// <param name="rows">The same as in the forward pass.</param>
    /// <param name="descent">How to update the parameters on the spot; null to leave their gradients to an optimizer.</param>
    public abstract void Backward(MatrixView input, PaddedMatrix? inputGradient, int rows, Descent? descent);
}
