using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Scheduling;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>events</c>.</summary>
/// <remarks>
/// An event of a trial is stored as what changed, and read with the trial as it is now: a replay tells the states in their order,
/// while parameters and metrics are not kept once per event.
/// </remarks>
internal static class EventReads
{
    /// <summary>What the scheduler decided so far, in its order.</summary>
    public static IReadOnlyList<SchedulerDecision> Decisions(StoreConnection connection, long key) => connection
        .Query("SELECT text FROM events WHERE experiment = $1 AND kind = $2 ORDER BY sequence", key, (int)EventKind.TrialScheduled)
        .ReadAll(row => Decision(row.GetString(0)));

    public static IReadOnlyList<ExperimentEvent> Read(StoreConnection connection, string experiment, long after, int limit)
    {
        var key = ExperimentReads.Key(connection, experiment);
        var rows = connection
            .Query("SELECT sequence, at, kind, trial, attempt, state, text FROM events WHERE experiment = $1 AND sequence > $2 ORDER BY sequence LIMIT $3", key, after, limit)
            .ReadAll(row => (Sequence: row.GetInt64(0), At: row.GetInt64(1), Kind: (EventKind)row.GetInt32(2), Trial: row.Int(3), Attempt: row.Int(4), State: row.Int(5), Text: row.Text(6)));
        var trials = TrialReads.Of(connection, key, rows.Where(row => row.Kind == EventKind.TrialChanged).Select(row => row.Trial!.Value).Distinct());
        return rows.ConvertAll<ExperimentEvent>(row =>
        {
            var at = StoredTime.FromStored(row.At)!.Value;
            return row.Kind switch
            {
                EventKind.ExperimentChanged => new ExperimentChanged(row.Sequence, at, (ExperimentState)row.State!, row.Text),
                EventKind.TrialChanged => new TrialChanged(row.Sequence, at, trials[row.Trial!.Value] with
                {
                    State = (TrialState)row.State!,
                    Attempt = row.Attempt!.Value,
                    Error = row.Text,
                }),
                EventKind.TrialAdjusted => new TrialAdjusted(row.Sequence, at, row.Trial!.Value, JsonSerializer.Deserialize<Adjustment>(row.Text!, ExperimentJson.Options)!),
                EventKind.TrialScheduled => new TrialScheduled(row.Sequence, at, Decision(row.Text!)),
                _ => new TrialLogged(row.Sequence, at, row.Trial!.Value, row.Attempt!.Value, row.Text!),
            };
        });
    }

    private static SchedulerDecision Decision(string text) => JsonSerializer.Deserialize<SchedulerDecision>(text, ExperimentJson.Options)!;
}
