using ActorTraining.Training.Losses;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>How a model is trained.</summary>
/// <param name="Optimizer">How parameters follow their gradients.</param>
/// <param name="Loss">What is made small.</param>
/// <param name="MaxBatch">The most samples that one step may have, at least 1; memory is laid out for it.</param>
public sealed record TrainingSpec(OptimizerSpec Optimizer, LossKind Loss, int MaxBatch)
{
    /// <summary>A penalty on large weights; none when left out.</summary>
    public Regularisation Regularisation { get; init; } = Regularisation.None;

    /// <summary>Decides about the masks of dropout, in a stream of its own; as <c>torch.manual_seed</c>.</summary>
    public ulong MaskSeed { get; init; }

    /// <summary>Adds to <paramref name="errors"/> everything that is wrong with the values or does not fit the model, each with its path.</summary>
    /// <param name="model">A model without faults.</param>
    /// <param name="path">Where the values stand, for example <c>spec.params</c>.</param>
    /// <param name="errors">Receives one entry per fault.</param>
    public void Validate(ModelSpec model, string path, ICollection<ParameterError> errors)
    {
        Optimizer.Validate($"{path}.optimizer", errors);
        Regularisation.Validate($"{path}.regularisation", errors);
        if (!Enum.IsDefined(Loss))
            errors.Add(new ParameterError($"{path}.loss", $"{Loss} is not a loss"));
        int widest = model.InputShapes().Max(shape => shape.Length);
        if (MaxBatch < 1)
            errors.Add(new ParameterError($"{path}.maxBatch", $"{MaxBatch} is not at least 1"));
        else if (!PaddedMatrix.Fits(MaxBatch, widest))
            errors.Add(new ParameterError($"{path}.maxBatch", $"{MaxBatch} samples of {widest} values are more than an array holds"));
        if (Loss == LossKind.NegativeLogLikelihood && model.Layers[^1] is not LogSoftmaxSpec)
            errors.Add(new ParameterError($"{path}.loss", "the negative log-likelihood takes log-probabilities: end the model with a log-softmax layer"));
        if (MaxBatch >= 1 && MaxBatch < model.LeastBatch())
            errors.Add(new ParameterError($"{path}.maxBatch", $"{MaxBatch} is less than {model.LeastBatch()}, the fewest samples that batch normalisation can be trained with"));
        if (Loss == LossKind.CrossEntropy && model.Layers[^1] is SoftmaxSpec)
            errors.Add(new ParameterError($"{path}.loss", "cross-entropy takes logits: leave out the softmax layer at the end of the model"));
    }
}
