namespace ActorTraining.Training.Kernels;

/// <summary>Which elements of a matrix are not zero: one bit each, in words along a row.</summary>
internal unsafe struct BitMatrix
{
    /// <summary>Words of 64 or 32 bits.</summary>
    public void* Words;

    /// <summary>The number of bits of a word: 64 or 32.</summary>
    public int WordBits;

    /// <summary>The distance from the words of one row to those of the next, in words.</summary>
    public nint RowStride;

    /// <summary>The distance from one word of a row to the next, in words.</summary>
    public nint WordStride;

    /// <summary>Bit i stands for column <c>word * WordBits + i</c>.</summary>
    public readonly ulong Word(int row, int word)
    {
        nint index = row * RowStride + word * WordStride;
        return WordBits == 64 ? ((ulong*)Words)[index] : ((uint*)Words)[index];
    }
}
