using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>What a weights file may ask for. Files are untrusted: no header may take more memory than a large model needs.</summary>
internal static class WeightsLimits
{
    /// <summary>The most axes of a tensor.</summary>
    public const int Rank = 16;

    /// <summary>The most bytes of a safetensors header; the limit of the format's authors.</summary>
    public const int HeaderBytes = 100_000_000;

    /// <summary>The most bytes of a pickle: 100,000 tensors. Each byte can make an object.</summary>
    public const int PickleBytes = 1 << 24;

    /// <summary>The most numbers in all tensors of one file: 4 GiB as float32.</summary>
    public const long Elements = 1L << 30;

    /// <summary>Checks a shape from a file.</summary>
    /// <exception cref="InvalidDataException">It has too many axes, a size out of range or too many elements.</exception>
    public static Shape CheckShape(string tensor, ReadOnlySpan<long> sizes)
    {
        if (sizes.Length > Rank)
        {
            throw new InvalidDataException($"{tensor} has {sizes.Length} axes; at most {Rank} are read");
        }

        int[] checkedSizes = new int[sizes.Length];
        long elements = 1;
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] is < 0 or > Elements || (elements *= sizes[axis]) > Elements)
            {
                throw new InvalidDataException($"{tensor} has the shape [{string.Join(", ", sizes.ToArray())}]; a size must not be negative, nor the elements more than {Elements:N0}");
            }

            checkedSizes[axis] = (int)sizes[axis];
        }

        return Shape.Create(checkedSizes);
    }

    /// <summary>Checks the elements of all tensors together, which can be many views of the same bytes.</summary>
    /// <exception cref="InvalidDataException">There are too many.</exception>
    public static void CheckTotal(IEnumerable<Shape> shapes)
    {
        long elements = shapes.Sum(shape => (long)shape.Length);
        if (elements > Elements)
        {
            throw new InvalidDataException($"its tensors have {elements:N0} elements together; at most {Elements:N0} are read");
        }
    }
}
