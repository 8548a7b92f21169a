using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>One row of a register tile: up to four vectors of sums. After inlining, each field is a register.</summary>
internal unsafe struct TileRow<S, V, W> where S : ISimd<V> where V : unmanaged where W : ICount
{
    private V _0, _1, _2, _3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(float* source)
    {
        if (W.Value > 0)
            _0 = S.Load(source);
        if (W.Value > 1)
            _1 = S.Load(source + S.Lanes);
        if (W.Value > 2)
            _2 = S.Load(source + 2 * S.Lanes);
        if (W.Value > 3)
            _3 = S.Load(source + 3 * S.Lanes);
    }

    /// <summary>Begins every sum with the same value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill(V value)
    {
        if (W.Value > 0)
            _0 = value;
        if (W.Value > 1)
            _1 = value;
        if (W.Value > 2)
            _2 = value;
        if (W.Value > 3)
            _3 = value;
    }

    /// <summary>Adds <paramref name="a"/> times a row of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(V a, V b0, V b1, V b2, V b3)
    {
        if (W.Value > 0)
            _0 = S.MultiplyAdd(a, b0, _0);
        if (W.Value > 1)
            _1 = S.MultiplyAdd(a, b1, _1);
        if (W.Value > 2)
            _2 = S.MultiplyAdd(a, b2, _2);
        if (W.Value > 3)
            _3 = S.MultiplyAdd(a, b3, _3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* target)
    {
        if (W.Value > 0)
            S.Store(target, _0);
        if (W.Value > 1)
            S.Store(target + S.Lanes, _1);
        if (W.Value > 2)
            S.Store(target + 2 * S.Lanes, _2);
        if (W.Value > 3)
            S.Store(target + 3 * S.Lanes, _3);
    }

    /// <summary>Writes each vector to a place of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(float* c0, float* c1, float* c2, float* c3)
    {
        if (W.Value > 0)
            S.Store(c0, _0);
        if (W.Value > 1)
            S.Store(c1, _1);
        if (W.Value > 2)
            S.Store(c2, _2);
        if (W.Value > 3)
            S.Store(c3, _3);
    }

    /// <summary>Adds the sum of each vector to an element, from one to the next <paramref name="stride"/> further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddSums(float* target, nint stride)
    {
        if (W.Value > 0)
            target[0] += S.Sum(_0);
        if (W.Value > 1)
            target[stride] += S.Sum(_1);
        if (W.Value > 2)
            target[2 * stride] += S.Sum(_2);
        if (W.Value > 3)
            target[3 * stride] += S.Sum(_3);
    }

    /// <summary>Adds <paramref name="a"/> times a row of B that is read here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MultiplyAdd(V a, float* b)
    {
        if (W.Value > 0)
            _0 = S.MultiplyAdd(a, S.Load(b), _0);
        if (W.Value > 1)
            _1 = S.MultiplyAdd(a, S.Load(b + S.Lanes), _1);
        if (W.Value > 2)
            _2 = S.MultiplyAdd(a, S.Load(b + 2 * S.Lanes), _2);
        if (W.Value > 3)
            _3 = S.MultiplyAdd(a, S.Load(b + 3 * S.Lanes), _3);
    }

    /// <summary>Takes the sums as a gradient and steps down it: w = w - rate (g + decay w).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Descend(float* weight, V minusRate, V decay)
    {
        if (W.Value > 0)
            Descend(weight, _0, minusRate, decay);
        if (W.Value > 1)
            Descend(weight + S.Lanes, _1, minusRate, decay);
        if (W.Value > 2)
            Descend(weight + 2 * S.Lanes, _2, minusRate, decay);
        if (W.Value > 3)
            Descend(weight + 3 * S.Lanes, _3, minusRate, decay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Descend(float* weight, V gradient, V minusRate, V decay)
    {
        V w = S.Load(weight);
        S.Store(weight, S.MultiplyAdd(minusRate, S.MultiplyAdd(decay, w, gradient), w));
    }
}
