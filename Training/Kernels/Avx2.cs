using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorTraining.Training.Kernels;

/// <summary>AVX2 with FMA: 8 lanes, 16 registers.</summary>
internal readonly unsafe struct Avx2 : ISimd<Vector256<float>>
{
    public static int Lanes => 8;

    public static int TileVectors => 2;

    public static Vector256<float> Zero => Vector256<float>.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, Vector256<float> value) => value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Divide(Vector256<float> left, Vector256<float> right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Fma.MultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SquareRoot(Vector256<float> value) => Avx.Sqrt(value);

    // VMAXPS and VMINPS give their second operand where one is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Max(Vector256<float> bound, Vector256<float> value) => Avx.Max(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Min(Vector256<float> bound, Vector256<float> value) => Avx.Min(bound, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Abs(Vector256<float> value) => Vector256.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Round(Vector256<float> value) => Avx.RoundToNearestInteger(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> value, Vector256<float> exponent)
    {
        // 2^exponent can lie outside the floats where the result does not, so it is applied in two halves: the first product is exact.
        Vector256<int> whole = Vector256.ConvertToInt32Native(exponent);
        Vector256<int> half = whole >> 1;
        return value * Power(half) * Power(whole - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SelectGreater(
        Vector256<float> left, Vector256<float> right, Vector256<float> then, Vector256<float> otherwise) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(left, right), then, otherwise);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MarkNonZero(float* source, uint* marks, uint bit)
    {
        Vector256<float> zero = Avx.CompareEqual(Vector256.Load(source), Vector256<float>.Zero);
        Vector256<uint> unmarked = Vector256.Load(marks);
        Vector256.ConditionalSelect(zero.AsUInt32(), unmarked, unmarked | Vector256.Create(bit)).Store(marks);
        return ~zero.ExtractMostSignificantBits() & 0xFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Equal(Vector256<float> left, Vector256<float> right) =>
        Avx.CompareEqual(left, right).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> value)
    {
        Vector128<float> four = value.GetLower() + value.GetUpper();
        Vector128<float> two = four + Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1));
        return two.ToScalar() + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(Vector256<float> value)
    {
        Vector128<float> four = Sse.Max(value.GetLower(), value.GetUpper());
        Vector128<float> two = Sse.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Sse.MaxScalar(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeBlock(float* source, nint sourceStride, float* target, nint targetStride)
    {
        // Two halves of four rows: rows r and r + 4 share a vector, so that after the exchange within halves a column is a vector.
        for (int half = 0; half < 2; half++)
        {
            float* from = source + 4 * half;
            Vector256<float> r0 = Rows(from, sourceStride, 0), r1 = Rows(from, sourceStride, 1);
            Vector256<float> r2 = Rows(from, sourceStride, 2), r3 = Rows(from, sourceStride, 3);
            Vector256<float> low01 = Avx.UnpackLow(r0, r1), high01 = Avx.UnpackHigh(r0, r1);
            Vector256<float> low23 = Avx.UnpackLow(r2, r3), high23 = Avx.UnpackHigh(r2, r3);
            float* to = target + 4 * half * targetStride;
            Avx.Shuffle(low01, low23, 0b01_00_01_00).Store(to);
            Avx.Shuffle(low01, low23, 0b11_10_11_10).Store(to + targetStride);
            Avx.Shuffle(high01, high23, 0b01_00_01_00).Store(to + 2 * targetStride);
            Avx.Shuffle(high01, high23, 0b11_10_11_10).Store(to + 3 * targetStride);
        }
    }

    /// <summary>Four elements of a row, and of the row four below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Rows(float* source, nint stride, int row) =>
        Vector256.Create(Vector128.Load(source + row * stride), Vector128.Load(source + (row + 4) * stride));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Power(Vector256<int> exponent) => ((exponent + Vector256.Create(127)) << 23).AsSingle();
}
