using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ReferenceCheck;

/// <summary>An array that PyTorch computed.</summary>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Its elements in row-major order, float64.</param>
internal sealed record ReferenceTensor(Shape Shape, double[] Values)
{
    /// <summary>The array in the precision of a check.</summary>
    public Tensor<T> As<T>() where T : unmanaged, IFloatingPointIeee754<T> => new(Shape, [.. Values.Select(T.CreateChecked)]);
}
