namespace ActorTraining.Training.Models.Devices;

/// <summary>Samples that lie in the memory of a device, beside the model that they were copied for. Disposing gives the memory back.</summary>
public interface IDeviceSamples : IDisposable
{
    /// <summary>The number of samples.</summary>
    int Count { get; }

    /// <summary>Arranges the samples in the order of an epoch; at first they are in that of the set.</summary>
    /// <param name="order">The indices of the samples, at most as many as there are.</param>
    void Arrange(ReadOnlySpan<int> order);
}
