using System.Text.Json;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Bench.Searches.Trainings;

/// <summary>A trial that runs without a cluster and keeps nothing but the best value of one metric.</summary>
internal sealed class TrainingTrial(JsonElement parameters, string metric) : ITrial
{
    private static readonly IModelBackend Managed = new ManagedBackends().Choose(BackendName.Managed, "cpu:0", 0);

    /// <summary>The greatest value that was reported; null where none was.</summary>
    public double? Best { get; private set; }

    public JsonElement Parameters => parameters;

    public ulong Seed => 0;

    public string Device => "cpu:0";

    public IModelBackend Backend => Managed;

    public Checkpoint? Checkpoint => null;

    public void Plan(long steps, string unit)
    {
    }

    public void Progress(double step)
    {
    }

    public void Report(long step, IReadOnlyDictionary<string, double> metrics)
    {
        if (metrics.TryGetValue(metric, out var value))
            Best = Math.Max(Best ?? double.NegativeInfinity, value);
    }

    public bool IsCheckpointDue(bool stepEnded) => false;

    public IReadOnlyDictionary<string, JsonElement> AdjustmentsAt(long step) => new Dictionary<string, JsonElement>();

    public void Save(Checkpoint checkpoint)
    {
    }

    public void Add(Artifact artifact)
    {
    }

    public void Log(string message)
    {
    }
}
