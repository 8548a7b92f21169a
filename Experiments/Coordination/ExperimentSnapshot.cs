using System.Text.Json;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Experiments.Coordination;

/// <summary>What a coordinator needs to go on with an experiment.</summary>
/// <param name="Epoch">The epoch of this takeover; every write carries it.</param>
/// <param name="Info">The experiment.</param>
/// <param name="Proposed">The number of trials that were ever proposed.</param>
/// <param name="Open">The trials that have not come to their end, by number.</param>
/// <param name="Results">The ended trials, in the order in which they ended.</param>
public sealed record ExperimentSnapshot(
    long Epoch,
    ExperimentInfo Info,
    int Proposed,
    IReadOnlyList<TrialRecord> Open,
    IReadOnlyList<TrialResult> Results)
{
    /// <summary>The parameters of all trials by number, the first one's first; null where the search does not learn from results.</summary>
    public IReadOnlyList<JsonElement>? Parameters { get; init; }

    /// <summary>What early stopping has to know; null where the spec asks for none.</summary>
    public ScheduleHistory? Schedule { get; init; }
}
