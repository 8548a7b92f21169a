using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ActorTraining.Experiments.Search.Numerics;

/// <summary>Sums over vectors.</summary>
internal static class VectorMath
{
    /// <summary>The inner product.</summary>
    /// <param name="a">[length].</param>
    /// <param name="b">[length].</param>
    /// <remarks>Four partial sums on every machine, so that all of them round alike.</remarks>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = MemoryMarshal.Cast<double, Vector256<double>>(a);
        var others = MemoryMarshal.Cast<double, Vector256<double>>(b);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < lanes.Length; i++)
            sums += lanes[i] * others[i];
        var sum = Vector256.Sum(sums);
        for (var i = lanes.Length * Vector256<double>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
