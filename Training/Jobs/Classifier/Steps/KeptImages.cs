using ActorTraining.Training.Data;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>The images that a device keeps for a run, each set copied when it is first asked for.</summary>
internal sealed class KeptImages(IDeviceModel model, PixelScaling scaling) : IDisposable
{
    private readonly Dictionary<ImageSet, IDeviceSamples?> _sets = [];

    /// <summary>The model beside which they lie.</summary>
    public IDeviceModel Model => model;

    /// <summary>The copy of a set; null where it does not fit into the device's memory.</summary>
    public IDeviceSamples? Of(ImageSet set)
    {
        if (!_sets.TryGetValue(set, out IDeviceSamples? samples))
            _sets[set] = samples = model.Keep(set, scaling);
        return samples;
    }

    public void Dispose()
    {
        foreach (IDeviceSamples? samples in _sets.Values)
            samples?.Dispose();
    }
}
