using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models;

/// <summary>A network in training. It belongs to one thread at a time.</summary>
/// <remarks>
/// Batches are dense and row-major: <c>[n, ...input shape]</c>. The last batch of an epoch may be smaller than the others. Class labels go
/// with cross-entropy; the other losses take targets in the shape of the outputs.
/// </remarks>
public interface IModel : IDisposable
{
    /// <summary>The network.</summary>
    ModelSpec Spec { get; }

    /// <summary>The step size of the optimizer, greater than 0. It may be changed between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    double LearningRate { get; set; }

    /// <summary>The penalty of the regularisation for the weights as they are, 0 without one. The losses of steps and evaluations do not contain it.</summary>
    double Penalty { get; }

    /// <summary>One step on a batch with class labels: forward, loss, backward, update.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>, n at most the largest batch.</param>
    /// <param name="labels"><c>[n]</c>, each in [0, classes).</param>
    /// <returns>The loss as it is; a NaN is the caller's to notice.</returns>
    /// <exception cref="ArgumentException">The batch is empty or too large, the lengths do not fit, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The loss does not take labels.</exception>
    StepResult TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>One step on a batch with targets.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>, n at most the largest batch.</param>
    /// <param name="targets"><c>[n, ...output shape]</c>.</param>
    /// <returns>The mean loss, as it is.</returns>
    /// <exception cref="ArgumentException">The batch is empty or too large, or the lengths do not fit.</exception>
    /// <exception cref="InvalidOperationException">The loss takes labels, not targets.</exception>
    double TrainStep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Loss and accuracy on any number of labelled samples, computed batch by batch; changes nothing.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>.</param>
    /// <param name="labels"><c>[n]</c>, each in [0, classes).</param>
    /// <exception cref="ArgumentException">There is no sample, the lengths do not fit, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The loss does not take labels.</exception>
    Evaluation Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>The mean loss on any number of samples with targets; changes nothing.</summary>
    /// <exception cref="ArgumentException">There is no sample, or the lengths do not fit.</exception>
    /// <exception cref="InvalidOperationException">The loss takes labels, not targets.</exception>
    double Evaluate(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>The outputs for any number of samples: logits where the loss is cross-entropy.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>.</param>
    /// <param name="outputs">Receives <c>[n, ...output shape]</c>.</param>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    void Predict(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>
    /// A copy of all parameters and buffers under PyTorch's names and in its layout: <c>0.weight</c> <c>[out, in]</c>, <c>0.bias</c> <c>[out]</c>,
    /// <c>1.running_mean</c> <c>[features]</c>.
    /// <see cref="MatrixState"/> turns it into W1, b1, ... and back.
    /// </summary>
    IReadOnlyList<NamedTensor> GetState();

    /// <summary>Takes over parameters and buffers, as <see cref="GetState"/> gives them.</summary>
    /// <exception cref="StateMismatchException">The names or the shapes are not this model's; nothing was changed.</exception>
    void LoadState(IReadOnlyList<NamedTensor> state);

    /// <summary>The state of the random numbers behind the masks of dropout.</summary>
    byte[] GetRandomState();

    /// <summary>Takes over random numbers, as <see cref="GetRandomState"/> gives them.</summary>
    /// <exception cref="InvalidDataException">It is not such a state.</exception>
    void LoadRandomState(ReadOnlySpan<byte> state);

    /// <summary>A copy of what the optimizer remembers.</summary>
    OptimizerState GetOptimizerState();

    /// <summary>Takes over what an optimizer remembered, as <see cref="GetOptimizerState"/> gives it.</summary>
    /// <exception cref="StateMismatchException">The names or the shapes are not this optimizer's; nothing was changed.</exception>
    void LoadOptimizerState(OptimizerState state);
}
