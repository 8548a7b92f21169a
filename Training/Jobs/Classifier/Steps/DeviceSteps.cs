using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Jobs.Classifier.Steps;

/// <summary>Steps that a device takes while this goes on: their findings are collected many at once.</summary>
internal abstract class DeviceSteps(IDeviceModel model) : ITrainingSteps
{
    private readonly Queue<int> _outstanding = [];
    private readonly Queue<StepFinding> _findings = [];

    public bool IsFull => _outstanding.Count >= model.MostOutstanding;

    public abstract void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done);

    public int Take()
    {
        int count = Enqueue();
        _outstanding.Enqueue(count);
        return count;
    }

    public bool TryCollect(out StepFinding finding)
    {
        if (_findings.Count == 0 && _outstanding.Count > 0)
        {
            foreach (StepResult result in model.Collect())
                _findings.Enqueue(new StepFinding(result.Loss, result.Correct, _outstanding.Dequeue()));
        }

        return _findings.TryDequeue(out finding);
    }

    public abstract void Dispose();

    /// <summary>Asks for the next step.</summary>
    /// <returns>The number of its images.</returns>
    protected abstract int Enqueue();
}
