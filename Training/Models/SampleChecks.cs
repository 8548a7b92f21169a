namespace ActorTraining.Training.Models;

/// <summary>Holds what a model is given against what it takes, in the same words whatever the backend.</summary>
/// <param name="model">A model without faults.</param>
/// <param name="maxBatch">The most samples of a step.</param>
/// <param name="takesLabels">Whether the loss is compared with class labels rather than values.</param>
internal sealed class SampleChecks(ModelSpec model, int maxBatch, bool takesLabels)
{
    private readonly int _inputs = model.InputShape.Length, _outputs = model.OutputShape().Length, _leastBatch = model.LeastBatch();

    /// <summary>Checks samples with labels.</summary>
    /// <exception cref="ArgumentException">There is no sample, the lengths do not fit, or a label is out of range.</exception>
    /// <exception cref="InvalidOperationException">The loss does not take labels.</exception>
    public void Labels(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
    {
        if (!takesLabels)
            throw new InvalidOperationException("the loss of this model takes targets, not labels");
        if (labels.IsEmpty)
            throw new ArgumentException("there is no sample");
        if (inputs.Length != (long)labels.Length * _inputs)
            throw new ArgumentException($"{labels.Length} samples have {(long)labels.Length * _inputs} inputs ({_inputs} each), not {inputs.Length}");
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)_outputs)
                throw new ArgumentException($"the label {labels[i]} of sample {i} is not in [0, {_outputs})");
        }
    }

    /// <summary>Checks samples with targets.</summary>
    /// <returns>The number of samples.</returns>
    /// <exception cref="ArgumentException">There is no sample, or the lengths do not fit.</exception>
    /// <exception cref="InvalidOperationException">The loss takes labels, not targets.</exception>
    public int Targets(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets)
    {
        if (takesLabels)
            throw new InvalidOperationException("the loss of this model takes labels, not targets");
        int rows = targets.Length / _outputs;
        if (rows == 0)
            throw new ArgumentException("there is no sample");
        if (targets.Length % _outputs != 0 || inputs.Length != (long)rows * _inputs)
            throw new ArgumentException($"{inputs.Length} inputs in samples of {_inputs} and {targets.Length} targets in samples of {_outputs} are not the same number of samples");
        return rows;
    }

    /// <summary>Checks room for predictions.</summary>
    /// <returns>The number of samples.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit.</exception>
    public int Predictions(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs)
    {
        int count = outputs.Length / _outputs;
        if (outputs.Length % _outputs != 0 || inputs.Length != (long)count * _inputs)
            throw new ArgumentException($"{inputs.Length} inputs in samples of {_inputs} and {outputs.Length} outputs in samples of {_outputs} are not the same number of samples");
        return count;
    }

    /// <summary>Checks the size of a step.</summary>
    /// <exception cref="ArgumentException">It has too many samples, or too few for batch normalisation.</exception>
    public void Batch(int rows)
    {
        if (rows > maxBatch)
            throw new ArgumentException($"the batch has {rows} samples; the model was built for at most {maxBatch}");
        if (rows < _leastBatch)
            throw new ArgumentException($"the batch has {rows} sample; batch normalisation can be trained with {_leastBatch} at the least");
    }
}
