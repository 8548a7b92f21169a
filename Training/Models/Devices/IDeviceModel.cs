using ActorTraining.Training.Data;

namespace ActorTraining.Training.Models.Devices;

/// <summary>A network in training on a device that works while its caller goes on.</summary>
/// <remarks>
/// What a step finds is collected later, of many steps at once: asking at every step would make the processor wait for the device, and the device for the
/// processor. Samples that fit into the device's memory are kept there, and a step names them instead of bringing them.
/// </remarks>
public interface IDeviceModel : IModel
{
    /// <summary>How many steps may be asked for before their findings are collected, at least 1; further ones wait until they are.</summary>
    int MostOutstanding { get; }

    /// <summary>Copies images with their labels to the device.</summary>
    /// <param name="images">The images; their pixels stay bytes there as well.</param>
    /// <param name="scaling">How bytes become numbers.</param>
    /// <returns>Null where they do not fit beside the model.</returns>
    /// <exception cref="InvalidOperationException">The loss does not take labels.</exception>
    IDeviceSamples? Keep(ImageSet images, PixelScaling scaling);

    /// <summary>Copies samples with their targets to the device.</summary>
    /// <param name="inputs"><c>[n, ...input shape]</c>.</param>
    /// <param name="targets"><c>[n, ...output shape]</c>.</param>
    /// <returns>Null where they do not fit beside the model.</returns>
    /// <exception cref="ArgumentException">There is no sample, or the lengths do not fit.</exception>
    /// <exception cref="InvalidOperationException">The loss takes labels, not targets.</exception>
    IDeviceSamples? Keep(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets);

    /// <summary>Asks for a step on a batch with class labels, as <see cref="IModel.TrainStep(ReadOnlySpan{float}, ReadOnlySpan{int})"/>.</summary>
    void Enqueue(ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels);

    /// <summary>Asks for a step on samples that the device keeps.</summary>
    /// <param name="samples">From <see cref="Keep(ImageSet, PixelScaling)"/> of this model.</param>
    /// <param name="first">The first sample, in the order that they are arranged in.</param>
    /// <param name="count">How many, at most the largest batch.</param>
    /// <exception cref="ArgumentException">There are not so many samples, or the batch is empty or too large.</exception>
    void Enqueue(IDeviceSamples samples, int first, int count);

    /// <summary>Waits for the steps that were asked for and tells what they found.</summary>
    /// <returns>One entry per step since the last call, in their order.</returns>
    /// <exception cref="DeviceMemoryException">The device ran out of memory.</exception>
    IReadOnlyList<StepResult> Collect();

    /// <summary>Loss and accuracy on samples that the device keeps, whatever order they are arranged in; changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The loss does not take labels.</exception>
    Evaluation Evaluate(IDeviceSamples samples);
}
