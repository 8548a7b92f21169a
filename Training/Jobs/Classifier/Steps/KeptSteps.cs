using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>Steps on images that lie in the device's memory: only their order goes there, once in an epoch.</summary>
internal sealed class KeptSteps(IDeviceModel model, IDeviceSamples samples, int batch) : DeviceSteps(model)
{
    private readonly IDeviceModel _model = model;
    private int _next, _last;

    public override void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done)
    {
        samples.Arrange(order);
        (_next, _last) = (done, order.Length);
    }

    /// <summary>Does nothing: the samples belong to the run.</summary>
    public override void Dispose()
    {
    }

    protected override int Enqueue()
    {
        int count = Math.Min(batch, _last - _next);
        if (count <= 0)
            throw new InvalidOperationException("The epoch has no more steps.");
        _model.Enqueue(samples, _next, count);
        _next += count;
        return count;
    }
}
