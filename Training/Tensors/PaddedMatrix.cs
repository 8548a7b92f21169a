namespace ActorTraining.Training.Tensors;

/// <summary>A float32 matrix whose rows are padded to whole 512-bit vectors, so that kernels need no remainder along a row.</summary>
/// <remarks>Element (r, c) stands at <c>Pointer[r * Stride + c]</c>. What stands in the padding columns is never read as a value of the matrix.</remarks>
internal sealed unsafe class PaddedMatrix
{
    /// <summary>The number of lanes to which rows are padded; a multiple of every instruction set's vector length.</summary>
    public const int Lanes = 16;

    private readonly AlignedArray<float> _memory;

    /// <summary>Creates a matrix of zeros.</summary>
    public PaddedMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = Pad(columns);
        _memory = new AlignedArray<float>(checked(rows * Stride));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The distance from one row to the next, in elements: the columns, rounded up to <see cref="Lanes"/>.</summary>
    public int Stride { get; }

    public float* Pointer => _memory.Pointer;

    /// <summary>All elements with the padding, rows × stride.</summary>
    public Span<float> Storage => _memory.Span;

    /// <summary>The elements of one row, without the padding.</summary>
    public Span<float> Row(int row) => _memory.Span.Slice(row * Stride, Columns);

    /// <summary>The columns rounded up to whole vectors.</summary>
    public static int Pad(int columns) => (columns + Lanes - 1) / Lanes * Lanes;

    /// <summary>Whether a matrix of that size and its transpose can be laid out in one piece.</summary>
    public static bool Fits(long rows, long columns) => (rows + Lanes) * (columns + Lanes) < Array.MaxLength - Lanes;

    /// <summary>Takes over dense values, row-major <c>[rows, columns]</c>.</summary>
    public void CopyFrom(ReadOnlySpan<float> dense)
    {
        for (int row = 0; row < Rows; row++)
            dense.Slice(row * Columns, Columns).CopyTo(Row(row));
    }

    /// <summary>Writes the values densely, row-major <c>[rows, columns]</c>.</summary>
    public void CopyTo(Span<float> dense)
    {
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(dense.Slice(row * Columns, Columns));
    }
}
