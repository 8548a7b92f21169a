using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>A tensor in a PyTorch file: a view of a storage that was found to lie within it.</summary>
/// <param name="Storage">The numbers that it is a view of.</param>
/// <param name="Offset">Its first element.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Strides">The steps along each axis, in elements.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, Shape Shape, long[] Strides)
{
    /// <summary>Whether it is all of its storage as it stands.</summary>
    public bool IsWholeStorage => Offset == 0 && Shape.Length == Storage.Count && IsRowMajor;

    /// <summary>Whether its elements follow each other in the storage.</summary>
    private bool IsRowMajor => Strides.AsSpan().SequenceEqual(StridedView.RowMajor(Shape));

    /// <summary>Checks what a file says about a tensor.</summary>
    /// <exception cref="InvalidDataException">The view reaches out of the storage, or it has more elements than that.</exception>
    public static TorchTensor Create(TorchStorage storage, long offset, long[] sizes, long[] strides)
    {
        Shape shape = WeightsLimits.CheckShape("a tensor", sizes);
        if (strides.Length != sizes.Length || offset < 0 || strides.Any(stride => stride < 0))
        {
            throw new InvalidDataException($"a tensor of shape {shape} has the offset {offset} and the strides ({string.Join(", ", strides)})");
        }

        Int128 last = offset;
        for (int axis = 0; axis < strides.Length; axis++)
        {
            last += (Int128)(sizes[axis] - 1) * strides[axis];
        }

        // A view of more elements than there are repeats some: a few bytes could claim gigabytes.
        if (shape.Length > 0 && (last >= storage.Count || shape.Length > storage.Count))
        {
            throw new InvalidDataException(
                $"a tensor of shape {shape}, offset {offset} and strides ({string.Join(", ", strides)}) does not lie within its storage of {storage.Count:N0} elements");
        }

        return new TorchTensor(storage, offset, shape, strides);
    }

    /// <summary>Reads the tensor out of the numbers of its storage.</summary>
    public Tensor<float> Read(ReadOnlySpan<float> storage)
    {
        var tensor = new Tensor<float>(Shape);
        if (Shape.Length == 0)
        {
            return tensor; // its offset may lie anywhere
        }

        if (IsRowMajor)
        {
            storage.Slice((int)Offset, Shape.Length).CopyTo(tensor.Span);
        }
        else
        {
            StridedView.Copy(storage, Offset, Strides, tensor);
        }

        return tensor;
    }
}
