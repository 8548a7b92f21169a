using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>y = 1 / (1 + e^-x), dy/dx = y (1 - y).</summary>
internal readonly struct SigmoidFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged =>
        Functions<S, V>.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged =>
        S.Multiply(S.Multiply(gradient, y), S.Subtract(S.Broadcast(1), y));
}
