using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ActorTraining.Training.Random;

/// <summary>Turns blocks of uniform numbers into normal ones exactly as PyTorch's vectorised fill does on x86.</summary>
/// <remarks>
/// The logarithm, sine and cosine are the single precision approximations of the Cephes library (<c>logf</c>, <c>sincosf</c>; S. L. Moshier, 1989),
/// eight lanes at once. Which products are fused with the following sum decides about the last bit of a result, so the fused operations are
/// written out here, as they stand in the binaries of PyTorch; <see cref="Vector256"/> gives the same bits on a processor without them.
/// </remarks>
internal static class BoxMuller
{
    /// <summary>The numbers in one block: eight radii, then eight angles.</summary>
    public const int BlockSize = 16;

    /// <summary>Replaces 16 uniform numbers in [0, 1) by 16 normal ones.</summary>
    public static void Transform(Span<float> block, float mean, float deviation)
    {
        Vector256<float> first = Vector256<float>.One - Vector256.Create<float>(block);
        Vector256<float> second = Vector256.Create<float>(block[Vector256<float>.Count..]);

        Vector256<float> radius = Vector256.Sqrt(Log(first) * -2f);
        (Vector256<float> sine, Vector256<float> cosine) = SinCos(second * (2f * MathF.PI));

        Vector256<float> offset = Vector256.Create(mean);
        Vector256<float> scale = Vector256.Create(deviation);
        Vector256.FusedMultiplyAdd(radius * cosine, scale, offset).CopyTo(block);
        Vector256.FusedMultiplyAdd(radius * sine, scale, offset).CopyTo(block[Vector256<float>.Count..]);
    }

    /// <summary>The natural logarithm of normal numbers in (0, 1].</summary>
    /// <remarks>log x = e log 2 + log m with m in [sqrt(1/2), sqrt(2)); log 2 is added in two parts.</remarks>
    private static Vector256<float> Log(Vector256<float> x)
    {
        Vector256<int> bits = x.AsInt32();
        Vector256<float> exponent = Vector256.ConvertToSingle((bits >>> 23) - Vector256.Create(126));
        Vector256<float> mantissa = ((bits & Vector256.Create(0x007fffff)) | Vector256.Create(0x3f000000)).AsSingle();

        Vector256<float> small = Vector256.LessThan(mantissa, Vector256.Create(0.707106781186547524f));
        exponent -= Vector256<float>.One & small;
        Vector256<float> m = mantissa - Vector256<float>.One + (mantissa & small);
        Vector256<float> square = m * m;

        Vector256<float> sum = Polynomial(m, 7.0376836292e-2f, -1.1514610310e-1f, 1.1676998740e-1f, -1.2420140846e-1f,
            1.4249322787e-1f, -1.6668057665e-1f, 2.0000714765e-1f, -2.4999993993e-1f, 3.3333331174e-1f);
        sum = Vector256.FusedMultiplyAdd(sum * m, square, exponent * -2.12194440e-4f);
        sum = Vector256.FusedMultiplyAdd(square, Vector256.Create(-0.5f), sum);
        return Vector256.FusedMultiplyAdd(exponent, Vector256.Create(0.693359375f), m + sum);
    }

    /// <summary>Sine and cosine of non-negative angles in radians.</summary>
    /// <remarks>The angle is reduced by a multiple of pi/4 in three parts; the octant says which polynomial and which sign belong to which function.</remarks>
    private static (Vector256<float> Sine, Vector256<float> Cosine) SinCos(Vector256<float> x)
    {
        Vector256<int> octant = Vector256.ConvertToInt32(x * 1.27323954473516f);
        octant = (octant + Vector256<int>.One) & Vector256.Create(~1);
        Vector256<float> multiple = Vector256.ConvertToSingle(octant);

        x = Vector256.FusedMultiplyAdd(multiple, Vector256.Create(-0.78515625f), x);
        x = Vector256.FusedMultiplyAdd(multiple, Vector256.Create(-2.4187564849853515625e-4f), x);
        x = Vector256.FusedMultiplyAdd(multiple, Vector256.Create(-3.77489497744594108e-8f), x);
        Vector256<float> square = x * x;

        Vector256<float> even = Polynomial(square, 2.443315711809948e-5f, -1.388731625493765e-3f, 4.166664568298827e-2f);
        even = Vector256.FusedMultiplyAdd(even * square, square, square * -0.5f) + Vector256<float>.One;
        Vector256<float> odd = Polynomial(square, -1.9515295891e-4f, 8.3321608736e-3f, -1.6666654611e-1f);
        odd = Vector256.FusedMultiplyAdd(odd * square, x, x);

        Vector256<float> swapped = Vector256.Equals(octant & Vector256.Create(2), Vector256.Create(2)).AsSingle();
        Vector256<float> sineSign = ((octant & Vector256.Create(4)) << 29).AsSingle();
        Vector256<float> cosineSign = (Vector256.AndNot(Vector256.Create(4), octant - Vector256.Create(2)) << 29).AsSingle();
        return (Vector256.ConditionalSelect(swapped, even, odd) ^ sineSign, Vector256.ConditionalSelect(swapped, odd, even) ^ cosineSign);
    }

    /// <summary>Horner's scheme with fused operations, the coefficient of the highest power first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Polynomial(Vector256<float> x, params ReadOnlySpan<float> coefficients)
    {
        Vector256<float> sum = Vector256.Create(coefficients[0]);
        for (int i = 1; i < coefficients.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(coefficients[i]));
        }

        return sum;
    }
}
