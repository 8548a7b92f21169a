using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>y = x where x > 0, else slope x; dy/dx = 1 where y > 0, else slope. The sign of y is that of x because slopes are not negative.</summary>
internal readonly struct LeakyReLUFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged =>
        S.SelectGreater(x, S.Zero, x, S.Multiply(slope, x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged =>
        S.SelectGreater(y, S.Zero, gradient, S.Multiply(slope, gradient));
}
