namespace ActorTraining.Training.Losses;

/// <summary>The losses that models are trained with. Each is a mean over the batch.</summary>
public enum LossKind
{
    /// <summary>Softmax cross-entropy of logits with class labels: <see cref="SoftmaxCrossEntropy"/>.</summary>
    CrossEntropy,

    /// <summary>Negative log-likelihood of log-probabilities with class labels: <see cref="Losses.NegativeLogLikelihood"/>.</summary>
    NegativeLogLikelihood,

    /// <summary>Binary cross-entropy of probabilities with targets in [0, 1]: <see cref="BinaryCrossEntropy"/>.</summary>
    BinaryCrossEntropy,

    /// <summary>Mean squared error with any targets: <see cref="SquaredError"/>.</summary>
    L2,
}
