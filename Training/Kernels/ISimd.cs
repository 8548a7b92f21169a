namespace ActorTraining.Training.Kernels;

/// <summary>The float32 operations of one instruction set. A kernel is written once against them and compiled for each set.</summary>
/// <typeparam name="V">The vector: <c>Vector512&lt;float&gt;</c>, <c>Vector256&lt;float&gt;</c>, or <c>float</c> itself.</typeparam>
/// <remarks>
/// Every operation is correctly rounded and means the same in all sets, and <see cref="MultiplyAdd"/> is fused everywhere. A kernel without
/// sums across lanes therefore gives the same bits on every set, which is what the tests hold AVX-512 and AVX2 to.
/// </remarks>
internal unsafe interface ISimd<V> where V : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Lanes { get; }

    /// <summary>How many vectors wide a register tile of six rows may be, given the number of registers.</summary>
    static abstract int TileVectors { get; }

    static abstract V Zero { get; }

    static abstract V Broadcast(float value);

    static abstract V Load(float* source);

    static abstract void Store(float* target, V value);

    static abstract V Add(V left, V right);

    static abstract V Subtract(V left, V right);

    static abstract V Multiply(V left, V right);

    static abstract V Divide(V left, V right);

    /// <summary><c>left * right + addend</c>, rounded once.</summary>
    static abstract V MultiplyAdd(V left, V right, V addend);

    static abstract V SquareRoot(V value);

    /// <summary>The larger of both; <paramref name="value"/> where either is NaN, so that a bound never hides a NaN.</summary>
    static abstract V Max(V bound, V value);

    /// <summary>The smaller of both; <paramref name="value"/> where either is NaN.</summary>
    static abstract V Min(V bound, V value);

    static abstract V Abs(V value);

    /// <summary>To the nearest whole number, ties to even.</summary>
    static abstract V Round(V value);

    /// <summary><c>value * 2^exponent</c> for a whole exponent in [-126, 128], rounded once.</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>Per lane: <paramref name="then"/> where <paramref name="left"/> is greater than <paramref name="right"/>, else <paramref name="otherwise"/> (also for NaN).</summary>
    static abstract V SelectGreater(V left, V right, V then, V otherwise);

    /// <summary>Finds the lanes whose element is not zero (NaN counts as not zero).</summary>
    /// <param name="source">As many elements as there are lanes.</param>
    /// <param name="marks">One word per lane, in which <paramref name="bit"/> is set where the element is not zero.</param>
    /// <param name="bit">The bit to set.</param>
    /// <returns>One bit per lane, lane 0 in bit 0.</returns>
    static abstract uint MarkNonZero(float* source, uint* marks, uint bit);

    /// <summary>One bit per lane, lane 0 in bit 0: set where both are equal.</summary>
    static abstract uint Equal(V left, V right);

    /// <summary>The sum of all lanes, in a fixed order.</summary>
    static abstract float Sum(V value);

    /// <summary>The largest lane; NaN handling is unspecified.</summary>
    static abstract float MaxAcross(V value);

    /// <summary>target[c, r] = source[r, c] for 8 rows and 8 columns.</summary>
    static abstract void TransposeBlock(float* source, nint sourceStride, float* target, nint targetStride);
}
