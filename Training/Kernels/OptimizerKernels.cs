using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>One step of an optimizer over all elements of a parameter. The formulas are those of <c>torch.optim</c>.</summary>
internal static unsafe class OptimizerKernels<S, V> where S : ISimd<V> where V : unmanaged
{
    /// <summary>w = w - rate (g + decay w).</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Descend(float* weight, float* gradient, int count, float rate, float decay)
    {
        V minusRate = S.Broadcast(-rate), decays = S.Broadcast(decay);
        for (int i = 0; i < count; i += S.Lanes)
        {
            V w = S.Load(weight + i);
            V g = S.MultiplyAdd(decays, w, S.Load(gradient + i));
            S.Store(weight + i, S.MultiplyAdd(minusRate, g, w));
        }
    }

    /// <summary>v = momentum v + g + decay w; w = w - rate v.</summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void DescendWithMomentum(
        float* weight, float* gradient, float* velocity, int count, float rate, float momentum, float decay)
    {
        V minusRate = S.Broadcast(-rate), momenta = S.Broadcast(momentum), decays = S.Broadcast(decay);
        for (int i = 0; i < count; i += S.Lanes)
        {
            V w = S.Load(weight + i);
            V g = S.MultiplyAdd(decays, w, S.Load(gradient + i));
            V v = S.MultiplyAdd(momenta, S.Load(velocity + i), g);
            S.Store(velocity + i, v);
            S.Store(weight + i, S.MultiplyAdd(minusRate, v, w));
        }
    }

    /// <summary>
    /// g = g + decay w; m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w = kept w - size m / (√v + ε), with the factors as <see cref="AdamStep"/> has them.
    /// </summary>
    [MethodImpl(KernelOptions.Compiled)]
    public static void Adam(
        float* weight, float* gradient, float* mean, float* square, int count, in AdamStep step)
    {
        V beta1 = S.Broadcast(step.Beta1), rest1 = S.Broadcast(step.OneMinusBeta1);
        V beta2 = S.Broadcast(step.Beta2), rest2 = S.Broadcast(step.OneMinusBeta2);
        V minusSize = S.Broadcast(-step.Size), kept = S.Broadcast(step.Kept);
        V epsilon = S.Broadcast(step.Epsilon), decays = S.Broadcast(step.Decay);
        for (int i = 0; i < count; i += S.Lanes)
        {
            V w = S.Load(weight + i);
            V g = S.MultiplyAdd(decays, w, S.Load(gradient + i));
            V m = S.MultiplyAdd(rest1, g, S.Multiply(beta1, S.Load(mean + i)));
            V v = S.MultiplyAdd(S.Multiply(rest2, g), g, S.Multiply(beta2, S.Load(square + i)));
            S.Store(mean + i, m);
            S.Store(square + i, v);
            V quotient = S.Divide(m, S.Add(S.SquareRoot(v), epsilon));
            S.Store(weight + i, S.MultiplyAdd(minusSize, quotient, S.Multiply(kept, w)));
        }
    }
}
