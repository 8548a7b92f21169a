using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>A trial in memory that keeps everything its job tells.</summary>
public sealed class RecordingTrial(object parameters) : ITrial
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<(long Step, IReadOnlyDictionary<string, double> Metrics)> _reports = [];
    private readonly List<Checkpoint> _saved = [];
    private readonly List<double> _progress = [];

    public JsonElement Parameters { get; } = ParameterValue.Of(parameters);

    public ulong Seed { get; init; } = 1;

    public string Device => "cpu:0";

    public IModelBackend Backend { get; init; } = new ManagedBackend();

    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Is called after a checkpoint was taken over.</summary>
    public Action<Checkpoint>? Saved { get; init; }

    public (long Steps, string Unit) Planned { get; private set; }

    public IReadOnlyList<(long Step, IReadOnlyDictionary<string, double> Metrics)> Reports => _reports;

    public IReadOnlyList<Checkpoint> Checkpoints => _saved;

    public IReadOnlyList<double> ProgressSteps => _progress;

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    public List<string> Lines { get; } = [];

    public void Plan(long steps, string unit)
    {
        CheckThread();
        Planned = (steps, unit);
    }

    public void Progress(double step)
    {
        CheckThread();
        _progress.Add(step);
    }

    public void Report(long step, IReadOnlyDictionary<string, double> metrics)
    {
        CheckThread();
        _reports.Add((step, metrics));
    }

    /// <summary>Decides about checkpoints; without it there is one at the end of every step.</summary>
    public Func<bool, bool>? Due { get; init; }

    /// <summary>What a user changes, by the step before which the job asks.</summary>
    public Dictionary<long, (string Path, JsonElement Value)> Adjustments { get; init; } = [];

    public bool IsCheckpointDue(bool stepEnded) => Due?.Invoke(stepEnded) ?? stepEnded;

    public IReadOnlyDictionary<string, JsonElement> AdjustmentsAt(long step) => Adjustments
        .Where(adjustment => adjustment.Key <= step)
        .OrderBy(adjustment => adjustment.Key)
        .GroupBy(adjustment => adjustment.Value.Path)
        .ToDictionary(group => group.Key, group => group.Last().Value.Value);

    public void Save(Checkpoint checkpoint)
    {
        CheckThread();
        _saved.Add(checkpoint with { Content = checkpoint.Content.ToArray() });
        Saved?.Invoke(checkpoint);
    }

    public void Add(Artifact artifact)
    {
        CheckThread();
        Artifacts[artifact.Name] = artifact.Content.ToArray();
    }

    public void Log(string message)
    {
        CheckThread();
        Lines.Add(message);
    }

    private void CheckThread() => Assert.Equal(_thread, Environment.CurrentManagedThreadId);
}
