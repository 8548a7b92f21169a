using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>The writes of the store, each run inside a transaction of the group commit.</summary>
internal static class ExperimentWrites
{
    public static bool Create(StoreConnection connection, ExperimentInfo experiment)
    {
        var added = connection.Execute(
            "INSERT INTO experiments (id, name, spec, state, created, parent, planned, counts, last_event, epoch) VALUES (@0, @1, @2, @3, @4, @5, @6, '{}', 0, 0) ON CONFLICT (id) DO NOTHING",
            experiment.Id, experiment.Spec.Name, JsonSerializer.Serialize(experiment.Spec, ExperimentJson.Options), (int)experiment.State,
            StoredTime.ToStored(experiment.Created), experiment.Parent, experiment.Planned);
        return added == 1
            ? true
            : throw new RefusedWriteException(new InvalidOperationException($"there is already an experiment '{experiment.Id}'"));
    }

    public static ExperimentSnapshot TakeOver(StoreConnection connection, string experiment)
    {
        if (connection.Execute("UPDATE experiments SET epoch = epoch + 1 WHERE id = @0", experiment) == 0)
        {
            throw new RefusedWriteException(new UnknownExperimentException(experiment));
        }

        var key = ExperimentReads.Key(connection, experiment);
        return new(
            Integer(connection.Scalar("SELECT epoch FROM experiments WHERE key = @0", key)),
            ExperimentReads.Get(connection, experiment),
            (int)Integer(connection.Scalar("SELECT coalesce(max(number), 0) FROM trials WHERE experiment = @0", key)),
            TrialReads.Open(connection, key),
            TrialReads.Results(connection, key));
    }

    public static bool Change(StoreConnection connection, ExperimentChange change)
    {
        var info = change.Info;
        var updated = connection.Execute(
            "UPDATE experiments SET state = @2, reason = @3, ended = @4, planned = @5, counts = @6, best_trial = @7, best_value = @8, last_event = @9, active_seconds = @10 WHERE id = @0 AND epoch = @1",
            info.Id, change.Epoch, (int)info.State, info.Reason, StoredTime.ToStored(info.Ended), info.Planned,
            JsonSerializer.Serialize(info.Counts, ExperimentJson.Options), info.BestTrial, info.BestValue, info.LastEvent, info.ActiveSeconds);
        if (updated == 0)
        {
            throw new RefusedWriteException(new StaleEpochException(info.Id, change.Epoch));
        }

        var key = ExperimentReads.Key(connection, info.Id);
        if (change.Spec is { } spec)
        {
            connection.Execute("UPDATE experiments SET spec = @1 WHERE key = @0", key, JsonSerializer.Serialize(spec, ExperimentJson.Options));
        }

        foreach (var attempt in change.Attempts)
        {
            connection.Execute(
                "INSERT INTO attempts (experiment, trial, attempt, silo, slot, from_step, started, ended, outcome, error) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9) " +
                "ON CONFLICT (experiment, trial, attempt) DO UPDATE SET ended = excluded.ended, outcome = excluded.outcome, error = excluded.error",
                key, attempt.Trial, attempt.Attempt, attempt.Silo, attempt.Slot, attempt.From, StoredTime.ToStored(attempt.Started), StoredTime.ToStored(attempt.Ended), attempt.End, attempt.Error);
        }

        foreach (var trial in change.Trials)
        {
            Put(connection, key, trial, EndedBy(change, trial));
        }

        foreach (var (trial, point) in change.Points)
        {
            connection.Execute(
                "INSERT INTO metrics (experiment, trial, metric, step, value) VALUES (@0, @1, @2, @3, @4) ON CONFLICT (experiment, trial, metric, step) DO UPDATE SET value = excluded.value",
                key, trial, MetricKey(connection, point.Metric), point.Step, double.IsNaN(point.Value) ? null : point.Value);
        }

        foreach (var artifact in change.Artifacts)
        {
            connection.Execute(
                "INSERT INTO artifacts (experiment, trial, name, media_type, size, sha256) VALUES (@0, @1, @2, @3, @4, @5) " +
                "ON CONFLICT (experiment, trial, name) DO UPDATE SET media_type = excluded.media_type, size = excluded.size, sha256 = excluded.sha256",
                key, artifact.Trial, artifact.Name, artifact.MediaType, artifact.Size, artifact.Sha256);
        }

        foreach (var happened in change.Events)
        {
            Put(connection, key, happened);
        }

        return true;
    }

    private static void Put(StoreConnection connection, long key, TrialRecord record, long? endedBy)
    {
        var trial = record.Info;
        connection.Execute(
            "INSERT INTO trials (experiment, number, state, attempt, failures, parameters, choices, silo, slot, step, steps, unit, metrics, objective, started, ended, ended_event, seconds, error, " +
            "checkpoints, adjustments) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12, @13, @14, @15, @16, @17, @18, @19, @20) " +
            "ON CONFLICT (experiment, number) DO UPDATE SET state = excluded.state, attempt = excluded.attempt, failures = excluded.failures, silo = excluded.silo, slot = excluded.slot, " +
            "step = excluded.step, steps = excluded.steps, unit = excluded.unit, metrics = excluded.metrics, objective = excluded.objective, started = excluded.started, ended = excluded.ended, " +
            "ended_event = excluded.ended_event, seconds = excluded.seconds, error = excluded.error, parameters = excluded.parameters, checkpoints = excluded.checkpoints, adjustments = excluded.adjustments",
            key, trial.Number, (int)trial.State, trial.Attempt, record.Failures, trial.Parameters.GetRawText(), JsonSerializer.Serialize(trial.Choices, ExperimentJson.Options),
            trial.Silo, trial.Slot, trial.Step, trial.Steps, trial.Unit, JsonSerializer.Serialize(trial.Metrics, ExperimentJson.Options),
            trial.Objective is { } objective && !double.IsNaN(objective) ? objective : null,
            StoredTime.ToStored(trial.Started), StoredTime.ToStored(trial.Ended), endedBy, trial.Seconds, trial.Error,
            JsonSerializer.Serialize(record.Checkpoints, ExperimentJson.Options), JsonSerializer.Serialize(trial.Adjustments, ExperimentJson.Options));
    }

    private static void Put(StoreConnection connection, long key, ExperimentEvent happened)
    {
        var (kind, trial, attempt, state, text) = happened switch
        {
            ExperimentChanged e => (EventKind.ExperimentChanged, (int?)null, (int?)null, (int?)e.State, e.Reason),
            TrialChanged e => (EventKind.TrialChanged, e.Trial.Number, e.Trial.Attempt, (int)e.Trial.State, e.Trial.Error),
            TrialAdjusted e => (EventKind.TrialAdjusted, e.Trial, null, null, JsonSerializer.Serialize(e.Adjustment, ExperimentJson.Options)),
            TrialLogged e => (EventKind.TrialLogged, e.Trial, e.Attempt, null, e.Message),
            _ => throw new ArgumentException($"events of type {happened.GetType().Name} pass by and are not stored"),
        };
        connection.Execute(
            "INSERT INTO events (experiment, sequence, at, kind, trial, attempt, state, text) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)",
            key, happened.Sequence, StoredTime.ToStored(happened.At), (int)kind, trial, attempt, state, text);
    }

    // The order of results is the order of the events that ended their trials; a search algorithm is replayed by it.
    private static long? EndedBy(ExperimentChange change, TrialRecord trial) => !trial.Info.State.IsFinal()
        ? null
        : change.Events.OfType<TrialChanged>().Last(e => e.Trial.Number == trial.Info.Number).Sequence;

    private static long MetricKey(StoreConnection connection, string name)
    {
        const string Find = "SELECT key FROM metric_names WHERE name = @0";
        if (connection.Scalar(Find, name) is { } key)
        {
            return Integer(key);
        }

        connection.Execute("INSERT INTO metric_names (name) VALUES (@0)", name);
        return Integer(connection.Scalar(Find, name));
    }

    private static long Integer(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
