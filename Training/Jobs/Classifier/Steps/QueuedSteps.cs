using ActorTraining.Training.Data;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>Steps of a device whose images are made here, ahead of it, because they vary or are too many for its memory.</summary>
internal sealed class QueuedSteps(IDeviceModel model, ImageSet images, BatchOptions options) : DeviceSteps(model)
{
    private readonly IDeviceModel _model = model;
    private readonly BatchLoader _loader = new(images, options);

    public override void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done) => _loader.BeginEpoch(epoch, order, done);

    public override void Dispose() => _loader.Dispose();

    protected override int Enqueue()
    {
        if (!_loader.TryNext(out ImageBatch batch))
            throw new InvalidOperationException("The epoch has no more steps.");
        _model.Enqueue(batch.Images, batch.Labels);
        return batch.Count;
    }
}
