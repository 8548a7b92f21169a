using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>y = max(0, x), dy/dx = 1 where y > 0, else 0.</summary>
internal readonly struct ReLUFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged =>
        S.Max(S.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged =>
        S.SelectGreater(y, S.Zero, gradient, S.Zero);
}
