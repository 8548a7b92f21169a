namespace ActorTraining.Training.Kernels;

/// <summary>What batch normalisation works on. Matrices are <c>[rows, width]</c> without gaps between rows, vectors <c>[width]</c>.</summary>
internal unsafe struct BatchNormTask
{
    /// <summary>The number of samples n; at least 2 in training.</summary>
    public int Rows;

    /// <summary>The number of features, padded to whole vectors; also the stride.</summary>
    public int Width;

    /// <summary>x.</summary>
    public float* Input;

    /// <summary>y = f(γ x̂ + β).</summary>
    public float* Output;

    /// <summary>dL/dy, which becomes the gradient before the activation.</summary>
    public float* OutputGradient;

    /// <summary>Receives dL/dx; null where nobody asks for it.</summary>
    public float* InputGradient;

    /// <summary>γ.</summary>
    public float* Weight;

    /// <summary>β.</summary>
    public float* Bias;

    /// <summary>Receives dL/dγ.</summary>
    public float* WeightGradient;

    /// <summary>Receives dL/dβ.</summary>
    public float* BiasGradient;

    /// <summary>μ of the batch; kept from the forward for the backward pass.</summary>
    public float* Mean;

    /// <summary>1 / √(σ² + ε) of the batch; kept from the forward for the backward pass.</summary>
    public float* Scale;

    public float* RunningMean;

    public float* RunningVariance;

    /// <summary>The share of a batch in the running statistics.</summary>
    public float Momentum;

    /// <summary>ε.</summary>
    public float Epsilon;
}
