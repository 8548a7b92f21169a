using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorTraining.Training.Images.Jpeg;

/// <summary>From coefficients to samples: the inverse discrete cosine transform of 8×8 in fixed point.</summary>
/// <remarks>
/// The algorithm of C. Loeffler, A. Ligtenberg and G. Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", 1989) with 13 fractional bits,
/// two of which are kept between the passes: the precision of libjpeg's accurate method, so that the samples are the same. Eight columns at a time.
/// </remarks>
internal static class InverseTransform
{
    private const int FractionBits = 13;
    private const int KeptBits = 2;

    /// <summary>The middle of the range of samples, which coefficients count from.</summary>
    private const int Middle = 128;

    /// <summary>Transforms all blocks of a component.</summary>
    public static void Apply(JpegComponent component)
    {
        for (int y = 0; y < component.BlocksDown; y++)
        {
            for (int x = 0; x < component.BlocksAcross; x++)
            {
                ReadOnlySpan<short> block = component.Coefficients.AsSpan(((y * component.BlocksAcross) + x) * 64, 64);
                Apply(block, component.Quantization!, component.Samples.AsSpan((y * 8 * component.Stride) + (x * 8)), component.Stride);
            }
        }
    }

    /// <summary>Transforms one block.</summary>
    /// <param name="block">The coefficients, <c>[8, 8]</c>.</param>
    /// <param name="quantization">What each is multiplied by, <c>[8, 8]</c>.</param>
    /// <param name="samples">Receives the samples, 0 to 255, from its beginning on.</param>
    /// <param name="stride">From a row of samples to the next.</param>
    public static void Apply(ReadOnlySpan<short> block, ReadOnlySpan<ushort> quantization, Span<byte> samples, int stride)
    {
        if (!block[1..].ContainsAnyExcept((short)0))
        {
            byte value = (byte)Math.Clamp((((block[0] * quantization[0]) + 4) >> 3) + Middle, 0, 255);
            for (int row = 0; row < 8; row++)
            {
                samples.Slice(row * stride, 8).Fill(value);
            }

            return;
        }

        var rows = new Rows();
        for (int row = 0; row < 8; row++)
        {
            rows[row] = Vector256.WidenLower(Vector256.Create(Vector128.Create(block.Slice(row * 8, 8)), default))
                * Vector256.WidenLower(Vector256.Create(Vector128.Create(quantization.Slice(row * 8, 8)), default)).AsInt32();
        }

        Transform(ref rows, FractionBits - KeptBits);
        Transpose(ref rows);
        Transform(ref rows, FractionBits + KeptBits + 3);
        Transpose(ref rows);
        for (int row = 0; row < 8; row++)
        {
            Store(rows[row], samples.Slice(row * stride, 8));
        }
    }

    /// <summary>The transform along the rows' index, eight columns side by side.</summary>
    /// <param name="rows">The values; replaced.</param>
    /// <param name="shift">The fractional bits that are rounded away.</param>
    private static void Transform(ref Rows rows, int shift)
    {
        Vector256<int> turned = (rows[2] + rows[6]) * Fixed(0.541196100);
        Vector256<int> even2 = turned - (rows[6] * Fixed(1.847759065)), even3 = turned + (rows[2] * Fixed(0.765366865));
        Vector256<int> even0 = (rows[0] + rows[4]) << FractionBits, even1 = (rows[0] - rows[4]) << FractionBits;
        Vector256<int> rounding = Vector256.Create(1 << (shift - 1));
        Vector256<int> a = even0 + even3 + rounding, d = even0 - even3 + rounding, b = even1 + even2 + rounding, c = even1 - even2 + rounding;

        Vector256<int> z1 = (rows[7] + rows[1]) * -Fixed(0.899976223), z2 = (rows[5] + rows[3]) * -Fixed(2.562915447);
        Vector256<int> z3 = rows[7] + rows[3], z4 = rows[5] + rows[1], z5 = (z3 + z4) * Fixed(1.175875602);
        z3 = z5 - (z3 * Fixed(1.961570560));
        z4 = z5 - (z4 * Fixed(0.390180644));
        Vector256<int> odd0 = (rows[7] * Fixed(0.298631336)) + z1 + z3, odd1 = (rows[5] * Fixed(2.053119869)) + z2 + z4;
        Vector256<int> odd2 = (rows[3] * Fixed(3.072711026)) + z2 + z3, odd3 = (rows[1] * Fixed(1.501321110)) + z1 + z4;

        rows[0] = (a + odd3) >> shift;
        rows[7] = (a - odd3) >> shift;
        rows[1] = (b + odd2) >> shift;
        rows[6] = (b - odd2) >> shift;
        rows[2] = (c + odd1) >> shift;
        rows[5] = (c - odd1) >> shift;
        rows[3] = (d + odd0) >> shift;
        rows[4] = (d - odd0) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Fixed(double value) => (int)((value * (1 << FractionBits)) + 0.5);

    /// <summary>Swaps rows and columns: with the scalar view of the memory, which costs less than it seems beside the products.</summary>
    private static void Transpose(ref Rows rows)
    {
        Span<int> values = MemoryMarshal.Cast<Vector256<int>, int>((Span<Vector256<int>>)rows);
        for (int row = 0; row < 7; row++)
        {
            for (int column = row + 1; column < 8; column++)
            {
                (values[(row * 8) + column], values[(column * 8) + row]) = (values[(column * 8) + row], values[(row * 8) + column]);
            }
        }
    }

    private static void Store(Vector256<int> row, Span<byte> samples)
    {
        Vector256<int> clamped = Vector256.Min(Vector256.Max(row + Vector256.Create(Middle), Vector256<int>.Zero), Vector256.Create(255));
        Vector128<short> narrow = Vector128.Narrow(clamped.GetLower(), clamped.GetUpper());
        BitConverter.TryWriteBytes(samples, Vector128.Narrow(narrow.AsUInt16(), narrow.AsUInt16()).AsUInt64().ToScalar());
    }

    /// <summary>Eight rows of eight values.</summary>
    [InlineArray(8)]
    private struct Rows
    {
        private Vector256<int> _first;
    }
}
