using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>One float at a time: the twin that every machine can run and that the vector sets are held to.</summary>
internal readonly unsafe struct Scalar : ISimd<float>
{
    public static int Lanes => 1;

    public static int TileVectors => 2;

    public static float Zero => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Broadcast(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Load(float* source) => *source;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* target, float value) => *target = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Add(float left, float right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Subtract(float left, float right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Multiply(float left, float right) => left * right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Divide(float left, float right) => left / right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MultiplyAdd(float left, float right, float addend) => MathF.FusedMultiplyAdd(left, right, addend);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SquareRoot(float value) => MathF.Sqrt(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float bound, float value) => bound > value ? bound : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float bound, float value) => bound < value ? bound : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float value) => MathF.Abs(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float value) => MathF.Round(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Scale(float value, float exponent)
    {
        // 2^exponent can lie outside the floats where the result does not, so it is applied in two halves: the first product is exact.
        int whole = float.IsNaN(exponent) ? 0 : (int)exponent;
        int half = whole >> 1;
        return value * Power(half) * Power(whole - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SelectGreater(float left, float right, float then, float otherwise) => left > right ? then : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint MarkNonZero(float* source, uint* marks, uint bit)
    {
        if (*source == 0)
            return 0;
        *marks |= bit;
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Equal(float left, float right) => left == right ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(float value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxAcross(float value) => value;

    public static void TransposeBlock(float* source, nint sourceStride, float* target, nint targetStride)
    {
        for (int row = 0; row < 8; row++)
        {
            for (int column = 0; column < 8; column++)
                target[column * targetStride + row] = source[row * sourceStride + column];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Power(int exponent) => BitConverter.Int32BitsToSingle((exponent + 127) << 23);
}
