using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>Which inputs of a stage are not zero in the batch at hand, for the products that leave zeros out.</summary>
/// <param name="kernels">The instruction set.</param>
/// <param name="rows">The most rows of a batch.</param>
/// <param name="columns">The number of inputs of a sample.</param>
internal sealed unsafe class NonZeroMap(KernelSet kernels, int rows, int columns)
{
    /// <summary>Where fewer inputs than this fraction are not zero, leaving the others out pays.</summary>
    private const double SparseBelow = 0.45;

    private readonly int _words = (columns + 63) / 64;
    private readonly AlignedArray<ulong> _byRow = new(rows * ((columns + 63) / 64));
    private readonly AlignedArray<uint> _byColumn = new((rows + 31) / 32 * columns);

    /// <summary>Whether the batch has so many zeros that they should be left out.</summary>
    public bool IsSparse { get; private set; }

    /// <summary>The batch as it stands, <c>[rows, columns]</c>: for x W.</summary>
    public BitMatrix ByRow => new() { Words = _byRow.Pointer, WordBits = 64, RowStride = _words, WordStride = 1 };

    /// <summary>Its transpose, <c>[columns, rows]</c>: for xᵀ g.</summary>
    public BitMatrix ByColumn => new() { Words = _byColumn.Pointer, WordBits = 32, RowStride = 1, WordStride = columns };

    /// <summary>Looks at a batch.</summary>
    public void Read(MatrixView input, int count)
    {
        long found = kernels.FindNonZeros(input.Pointer, count, columns, input.Stride, _byRow.Pointer, _byColumn.Pointer);
        IsSparse = found < SparseBelow * count * columns;
    }
}
