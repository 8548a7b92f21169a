using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>Elementary functions on vectors, from correctly rounded operations only, so that every instruction set gives the same bits.</summary>
/// <remarks>The polynomials are minimax fits made for this project; the accuracies below are what the tests assert over the whole range.</remarks>
internal static class Functions<S, V> where S : ISimd<V> where V : unmanaged
{
    // ln 2 in two parts, and the range in which e^x is a normal float32 (with some reserve above, where it becomes infinite).
    private const float Ln2High = 0.693147182464599609375f;
    private const float Ln2Low = -1.904654323148236017e-9f;
    private const float Log2E = 1.44269504088896340736f;
    private const float LowestExponent = -87.3f;
    private const float HighestExponent = 89f;

    /// <summary>Below this magnitude tanh is a polynomial; above, the form with exp no longer cancels.</summary>
    private const float TanhSplit = 0.625f;

    /// <summary>e^x within 2 ulp; 0 below -87.3, infinity above 88.73, NaN for NaN.</summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| ≤ ln 2 / 2, and e^r = 1 + r + r² q(r), q of degree 4 (relative error 3.1e-9). Results that would be subnormal
    /// are cut to 0: they cost a hundred times more than others, and the padding of every softmax row would be one of them.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp(V x)
    {
        V lowest = S.Broadcast(LowestExponent), argument = x;
        x = S.Min(S.Broadcast(HighestExponent), S.Max(lowest, x));
        V n = S.Round(S.Multiply(x, S.Broadcast(Log2E)));
        V r = S.MultiplyAdd(n, S.Broadcast(-Ln2High), x);
        r = S.MultiplyAdd(n, S.Broadcast(-Ln2Low), r);
        V q = S.Broadcast(0.0013814540579915047f);
        q = S.MultiplyAdd(q, r, S.Broadcast(0.00836874544620514f));
        q = S.MultiplyAdd(q, r, S.Broadcast(0.04166838899254799f));
        q = S.MultiplyAdd(q, r, S.Broadcast(0.1666652113199234f));
        q = S.MultiplyAdd(q, r, S.Broadcast(0.4999999403953552f));
        V p = S.Add(S.MultiplyAdd(S.Multiply(r, r), q, r), S.Broadcast(1));
        return S.SelectGreater(lowest, argument, S.Zero, S.Scale(p, n));
    }

    /// <summary>1 / (1 + e^-x) within 4 ulp, and within 1e-38 where that is less than the smallest normal float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid(V x)
    {
        V one = S.Broadcast(1);
        return S.Divide(one, S.Add(one, Exp(S.Subtract(S.Zero, x))));
    }

    /// <summary>tanh x within 4 ulp.</summary>
    /// <remarks>x + x³ p(x²) for |x| ≤ 0.625 (relative error of the fit 4.4e-9); otherwise 1 - 2 / (e^2|x| + 1) with the sign of x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh(V x)
    {
        V u = S.Multiply(x, x);
        V p = S.Broadcast(-0.005704986862838268f);
        p = S.MultiplyAdd(p, u, S.Broadcast(0.0206390880048275f));
        p = S.MultiplyAdd(p, u, S.Broadcast(-0.05373971536755562f));
        p = S.MultiplyAdd(p, u, S.Broadcast(0.13331441581249237f));
        p = S.MultiplyAdd(p, u, S.Broadcast(-0.3333328068256378f));
        V near = S.MultiplyAdd(S.Multiply(u, x), p, x);

        V one = S.Broadcast(1);
        V magnitude = S.Abs(x);
        V quotient = S.Divide(S.Broadcast(2), S.Add(Exp(S.Add(magnitude, magnitude)), one));
        V far = S.Subtract(one, quotient);
        far = S.SelectGreater(S.Zero, x, S.Subtract(S.Zero, far), far);
        return S.SelectGreater(magnitude, S.Broadcast(TanhSplit), far, near);
    }
}
