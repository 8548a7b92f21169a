using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>y = tanh x, dy/dx = 1 - y².</summary>
internal readonly struct TanhFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged =>
        Functions<S, V>.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged =>
        S.Multiply(gradient, S.Subtract(S.Broadcast(1), S.Multiply(y, y)));
}
