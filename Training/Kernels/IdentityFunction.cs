using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>y = x, for kernels that are fused with an activation and have none.</summary>
internal readonly struct IdentityFunction : IActivation
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged => x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged => gradient;
}
