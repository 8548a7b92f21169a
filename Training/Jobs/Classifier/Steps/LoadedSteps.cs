using ActorTraining.Training.Data;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>Steps whose images are made here, one batch after another, and whose findings are there at once.</summary>
internal sealed class LoadedSteps(IModel model, ImageSet images, BatchOptions options) : ITrainingSteps
{
    private readonly BatchLoader _loader = new(images, options);
    private StepFinding _finding;

    public bool IsFull => _finding.Count > 0;

    public void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done) => _loader.BeginEpoch(epoch, order, done);

    public int Take()
    {
        if (!_loader.TryNext(out ImageBatch batch))
            throw new InvalidOperationException("The epoch has no more steps.");
        StepResult result = model.TrainStep(batch.Images, batch.Labels);
        _finding = new StepFinding(result.Loss, result.Correct, batch.Count);
        return batch.Count;
    }

    public bool TryCollect(out StepFinding finding)
    {
        (finding, _finding) = (_finding, default);
        return finding.Count > 0;
    }

    public void Dispose() => _loader.Dispose();
}
