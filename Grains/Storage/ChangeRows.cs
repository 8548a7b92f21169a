using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>The rows of a change, in the order of the columns of their <see cref="BulkTable"/>.</summary>
internal static class ChangeRows
{
    /// <summary>A row of <c>trials</c>.</summary>
    /// <param name="experiment">The experiment's key.</param>
    /// <param name="record">The trial.</param>
    /// <param name="moved">The numbers of the events that told of trials' states, by trial.</param>
    public static object?[] Of(long experiment, TrialRecord record, IReadOnlyDictionary<int, long> moved)
    {
        var trial = record.Info;
        return
        [
            experiment, trial.Number, trial.Parameters.GetRawText(), JsonSerializer.Serialize(trial.Choices, ExperimentJson.Options),
            (int)trial.State, trial.Attempt, record.Failures, trial.Silo, trial.Slot, trial.Step, trial.Steps, trial.Unit,
            JsonSerializer.Serialize(trial.Metrics, ExperimentJson.Options),
            Stored(trial.Objective), trial.FurtherObjectives.Count == 0 ? null : JsonSerializer.Serialize(trial.FurtherObjectives.Select(Stored), ExperimentJson.Options),
            StoredTime.ToStored(trial.Started), StoredTime.ToStored(trial.Ended), EndedBy(trial, moved), trial.Seconds, trial.Error,
            JsonSerializer.Serialize(record.Checkpoints, ExperimentJson.Options), JsonSerializer.Serialize(trial.Adjustments, ExperimentJson.Options),
            record.Reported,
        ];
    }

    private static double? Stored(double? objective) => objective is { } value && double.IsNaN(value) ? null : objective;

    /// <summary>A row of <c>attempts</c>.</summary>
    public static object?[] Of(long experiment, AttemptInfo attempt) =>
    [
        experiment, attempt.Trial, attempt.Attempt, attempt.Silo, attempt.Slot, attempt.From, StoredTime.ToStored(attempt.Started), attempt.SecondsBefore,
        StoredTime.ToStored(attempt.Ended), attempt.End, attempt.Error,
    ];

    /// <summary>A row of <c>artifacts</c>.</summary>
    public static object?[] Of(long experiment, ArtifactInfo artifact) =>
        [experiment, artifact.Trial, artifact.Name, artifact.MediaType, artifact.Size, artifact.Sha256];

    /// <summary>A row of <c>events</c>.</summary>
    public static object?[] Of(long experiment, ExperimentEvent happened)
    {
        var (kind, trial, attempt, state, text) = happened switch
        {
            ExperimentChanged e => (EventKind.ExperimentChanged, (int?)null, (int?)null, (int?)e.State, e.Reason),
            TrialChanged e => (EventKind.TrialChanged, e.Trial.Number, e.Trial.Attempt, (int)e.Trial.State, e.Trial.Error),
            TrialLogged e => (EventKind.TrialLogged, e.Trial, e.Attempt, null, e.Message),
            TrialAdjusted e => (EventKind.TrialAdjusted, e.Trial, null, null, JsonSerializer.Serialize(e.Adjustment, ExperimentJson.Options)),
            TrialScheduled e => (EventKind.TrialScheduled, e.Decision.Trial, null, null, JsonSerializer.Serialize(e.Decision, ExperimentJson.Options)),
            _ => throw new ArgumentException($"events of type {happened.GetType().Name} pass by and are not stored"),
        };
        return [experiment, happened.Sequence, StoredTime.ToStored(happened.At), (int)kind, trial, attempt, state, text];
    }

    // The order of results is the order of the events that ended their trials; a search algorithm is replayed by it.
    private static long? EndedBy(TrialInfo trial, IReadOnlyDictionary<int, long> moved) => !trial.State.IsFinal()
        ? null
        : moved.TryGetValue(trial.Number, out var sequence) ? sequence
            : throw new ArgumentException($"trial {trial.Number} has come to its end, but no event of the change says so");
}
