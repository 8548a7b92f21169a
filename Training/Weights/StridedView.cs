using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Weights;

/// <summary>Copies the elements that strides select into row-major order.</summary>
internal static class StridedView
{
    /// <summary>The strides of a row-major array, in elements.</summary>
    public static long[] RowMajor(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        long stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>The strides of a column-major array, in elements: the first axis is contiguous.</summary>
    public static long[] ColumnMajor(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        long stride = 1;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, shape[axis]);
        }

        return strides;
    }

    /// <summary>Copies a view.</summary>
    /// <param name="source">What the view selects from; every element that it selects is within.</param>
    /// <param name="offset">The first element.</param>
    /// <param name="strides">The steps along each axis, in elements.</param>
    /// <param name="target">Receives the elements; its shape is that of the view.</param>
    public static void Copy(ReadOnlySpan<float> source, long offset, ReadOnlySpan<long> strides, Tensor<float> target)
    {
        Span<float> values = target.Span;
        Span<int> index = stackalloc int[strides.Length];
        index.Clear();
        long at = offset;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = source[(int)at];
            for (int axis = strides.Length - 1; axis >= 0; axis--)
            {
                at += strides[axis];
                if (++index[axis] < target.Shape[axis])
                {
                    break;
                }

                at -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}
