using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Models.Devices;
using Orleans;

namespace ActorTraining.Grains.Interfaces;

/// <summary>An attempt to run.</summary>
/// <param name="Experiment">The experiment's identifier.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Attempt">The attempt, from 1; reports carry it, and those of older attempts are refused.</param>
/// <param name="Job">The job's name.</param>
/// <param name="Parameters">The parameters, without search expressions.</param>
/// <param name="Seed">The trial's seed.</param>
/// <param name="Lease">The slots to run on.</param>
/// <param name="Saving">How often to save.</param>
/// <param name="Adjustments">What users changed so far, taken and pending.</param>
/// <param name="Checkpoints">Where to go on from, newest first: from the first that can be read, from the beginning when none can.</param>
[Immutable]
public sealed record TrialAssignment(
    string Experiment,
    int Trial,
    int Attempt,
    string Job,
    JsonElement Parameters,
    ulong Seed,
    Lease Lease,
    CheckpointSpec Saving,
    IReadOnlyList<Adjustment> Adjustments,
    IReadOnlyList<CheckpointReference> Checkpoints)
{
    /// <summary>The seconds that earlier attempts computed; the time of the points goes on from there.</summary>
    public double Seconds { get; init; }

    /// <summary>The step at which the attempt has to wait for the answer to its report, once it has reported one of <see cref="Measured"/> at or behind it; null when it may run to its end.</summary>
    public long? Until { get; init; }

    /// <summary>What builds its models, as <see cref="ResourceSpec.Backend"/>.</summary>
    public string Backend { get; init; } = BackendName.Auto;

    /// <summary>The metrics that the scheduler looks at.</summary>
    public IReadOnlyList<string> Measured { get; init; } = [];
}
