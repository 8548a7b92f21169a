namespace ActorTraining.Training.Kernels;

/// <summary>An elementwise function whose derivative can be had from its result alone, so that a layer keeps only its output.</summary>
internal interface IActivation
{
    /// <summary>y = f(x).</summary>
    static abstract V Forward<S, V>(V x, V slope) where S : ISimd<V> where V : unmanaged;

    /// <summary>dL/dx = dL/dy f'(x), with f'(x) written in terms of y.</summary>
    static abstract V Backward<S, V>(V y, V gradient, V slope) where S : ISimd<V> where V : unmanaged;
}
