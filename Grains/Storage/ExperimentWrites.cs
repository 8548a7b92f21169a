using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Grains.Storage;

/// <summary>The writes to <c>experiments</c> that are no change of a coordinator, each run inside a transaction of the group commit.</summary>
internal static class ExperimentWrites
{
    /// <summary>Adds an experiment, unless its request has added one before.</summary>
    /// <returns>The identifier of the experiment of the request.</returns>
    /// <exception cref="RefusedWriteException">The identifier is taken, or the request's key belongs to another request.</exception>
    public static string Create(StoreConnection connection, ExperimentInfo experiment, RequestKey? request, bool inDoubt)
    {
        if (request is not null && RequestWrites.Remember(connection, request, experiment.Id, experiment.Created) is var first && first != experiment.Id)
        {
            return first;
        }

        var spec = JsonSerializer.Serialize(experiment.Spec, ExperimentJson.Options);
        var added = connection.Execute(
            "INSERT INTO experiments (id, name, folded_name, folded_text, spec, state, created, parent, planned, counts, last_event, epoch) " +
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '{}', 0, 0) ON CONFLICT (id) DO NOTHING",
            experiment.Id, experiment.Spec.Name, ExperimentReads.Fold(experiment.Spec.Name), ExperimentReads.FoldedText(experiment), spec, (int)experiment.State,
            StoredTime.ToStored(experiment.Created), experiment.Parent, experiment.Planned);
        return added == 1 || (inDoubt && IsThere(connection, experiment.Id, spec, experiment.Created))
            ? experiment.Id
            : throw new RefusedWriteException(new InvalidOperationException($"there is already an experiment '{experiment.Id}'"));
    }

    public static ExperimentSnapshot TakeOver(StoreConnection connection, string experiment)
    {
        if (connection.Execute("UPDATE experiments SET epoch = epoch + 1 WHERE id = $1 AND deleted IS NULL", experiment) == 0)
        {
            throw new RefusedWriteException(new UnknownExperimentException(experiment));
        }

        var key = ExperimentReads.Key(connection, experiment);
        var info = Recounted(connection, experiment, key);
        return new(
            Integer(connection.Scalar("SELECT epoch FROM experiments WHERE key = $1", key)),
            info,
            (int)Integer(connection.Scalar("SELECT coalesce(max(number), 0) FROM trials WHERE experiment = $1", key)),
            TrialReads.Open(connection, key),
            TrialReads.Results(connection, key))
        {
            Parameters = SearchAlgorithms.NeedsParameters(info.Spec) ? TrialReads.Parameters(connection, key) : null,
            Schedule = Schedule(connection, info, key),
        };
    }

    private static ScheduleHistory? Schedule(StoreConnection connection, ExperimentInfo info, long key) => SchedulerRules.MetricsOf(info.Spec) is { Count: > 0 } metrics
        ? new ScheduleHistory(TrialReads.States(connection, key), MetricReads.Read(connection, info.Id, new MetricQuery { Metrics = metrics }), EventReads.Decisions(connection, key))
        : null;

    // Counted anew: whatever became of a former coordinator's last writes, the trials are what there is.
    private static ExperimentInfo Recounted(StoreConnection connection, string experiment, long key) => ExperimentReads.Get(connection, experiment) with
    {
        Counts = connection.Query("SELECT state, count(*) FROM trials WHERE experiment = $1 GROUP BY state", key)
            .ReadAll(row => (State: (TrialState)row.GetInt32(0), Count: (int)row.GetInt64(1)))
            .ToDictionary(count => count.State, count => count.Count),
        LastEvent = Integer(connection.Scalar("SELECT coalesce(max(sequence), 0) FROM events WHERE experiment = $1", key)),
    };

    // The first try of this very write, whose answer was lost?
    private static bool IsThere(StoreConnection connection, string experiment, string spec, DateTimeOffset created) =>
        connection.Scalar("SELECT count(*) FROM experiments WHERE id = $1 AND spec = $2 AND created = $3", experiment, spec, StoredTime.ToStored(created)) is not 0L;

    private static long Integer(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
