using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Grains.Storage;

/// <summary>The connection that writes. Changes of experiments gather in it, so that a batch of them costs a handful of statements.</summary>
/// <remarks>
/// The first change of an experiment in a transaction locks the experiment's row and reads its epoch. Until the commit no other process can raise the
/// epoch then, so what passes the check here is still right when it becomes durable.
/// </remarks>
internal sealed class StoreWriter(StoreConnection connection) : IDisposable
{
    private readonly MetricNames _metricNames = new(connection);
    private readonly Dictionary<string, (long Key, long Epoch)> _locked = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ExperimentInfo> _experiments = [];
    private readonly Dictionary<long, ExperimentSpec> _specs = [];
    private readonly Dictionary<(long, int), object?[]> _trials = [];
    private readonly Dictionary<(long, int, int), object?[]> _attempts = [];
    private readonly Dictionary<(long, int, int, long), object?[]> _points = [];
    private readonly Dictionary<(long, int, string), object?[]> _artifacts = [];
    private readonly Dictionary<(long, long), object?[]> _events = [];

    /// <summary>Begins a transaction.</summary>
    public void Begin() => connection.Begin();

    /// <summary>Adds a change to the transaction. The rows reach the database with those of the other changes.</summary>
    /// <exception cref="RefusedWriteException">Its epoch is not the newest.</exception>
    public void Add(ExperimentChange change)
    {
        var info = change.Info;
        if (Lock(info.Id) is not { } locked || locked.Epoch != change.Epoch)
        {
            throw new RefusedWriteException(new StaleEpochException(info.Id, change.Epoch));
        }

        var key = locked.Key;
        var events = change.Events.Select(happened => ChangeRows.Of(key, happened)).ToList();
        var moved = change.Events.OfType<TrialChanged>().GroupBy(happened => happened.Trial.Number).ToDictionary(told => told.Key, told => told.Last().Sequence);
        var trials = change.Trials.Select(trial => ChangeRows.Of(key, trial, moved)).ToList();
        _experiments[key] = info;
        if (change.Spec is { } spec)
        {
            _specs[key] = spec;
        }

        events.ForEach(row => _events.TryAdd((key, (long)row[1]!), row));
        trials.ForEach(row => _trials[(key, (int)row[1]!)] = row);
        foreach (var attempt in change.Attempts)
        {
            // The end of an attempt says nothing of its beginning, which stands: in the database, or in this very batch.
            var row = ChangeRows.Of(key, attempt);
            var ends = BulkTable.Attempts.Key.Count + BulkTable.Attempts.Kept.Count;
            var name = (key, attempt.Trial, attempt.Attempt);
            _attempts[name] = _attempts.TryGetValue(name, out var begun) ? [.. begun[..ends], .. row[ends..]] : row;
        }

        foreach (var (trial, point) in change.Points)
        {
            var metric = _metricNames.KeyOf(point.Metric);
            _points[(key, trial, metric, point.Step)] = [key, trial, metric, point.Step, double.IsNaN(point.Value) ? null : point.Value, StoredTime.ToMilliseconds(point.Seconds)];
        }

        foreach (var artifact in change.Artifacts)
        {
            _artifacts[(key, artifact.Trial, artifact.Name)] = ChangeRows.Of(key, artifact);
        }
    }

    /// <summary>The connection, for a write that goes straight to the database; the changes before it are written first.</summary>
    public StoreConnection Direct()
    {
        Flush();
        return connection;
    }

    /// <summary>Sends the gathered rows to the database.</summary>
    public void Flush()
    {
        Flush(BulkTable.Trials, _trials);
        Flush(BulkTable.Attempts, _attempts);
        Flush(BulkTable.Metrics, _points);
        Flush(BulkTable.Artifacts, _artifacts);
        Flush(BulkTable.Events, _events);
        foreach (var (key, info) in _experiments)
        {
            connection.Execute(
                "UPDATE experiments SET state = $2, reason = $3, ended = $4, planned = $5, counts = $6, best_trial = $7, best_value = $8, last_event = $9, active_seconds = $10 " +
                "WHERE key = $1",
                key, (int)info.State, info.Reason, StoredTime.ToStored(info.Ended), info.Planned,
                JsonSerializer.Serialize(info.Counts, ExperimentJson.Options), info.BestTrial, info.BestValue, info.LastEvent, info.ActiveSeconds);
        }

        foreach (var (key, spec) in _specs)
        {
            connection.Execute("UPDATE experiments SET spec = $2 WHERE key = $1", key, JsonSerializer.Serialize(spec, ExperimentJson.Options));
        }

        _experiments.Clear();
        _specs.Clear();
        _locked.Clear();
    }

    /// <summary>Makes the transaction durable.</summary>
    public void Commit() => connection.Commit();

    public void Dispose() => connection.Dispose();

    private void Flush<TKey>(BulkTable table, Dictionary<TKey, object?[]> rows)
        where TKey : notnull
    {
        connection.Dialect.Upsert(connection, table, rows.Values);
        rows.Clear();
    }

    private (long Key, long Epoch)? Lock(string experiment)
    {
        if (_locked.TryGetValue(experiment, out var known))
        {
            return known;
        }

        var rows = connection
            .Query($"SELECT key, epoch FROM experiments WHERE id = $1 AND deleted IS NULL{connection.Dialect.ForUpdate}", experiment)
            .ReadAll(row => (Key: row.GetInt64(0), Epoch: row.GetInt64(1)));
        if (rows is not [var found])
        {
            return null;
        }

        _locked.Add(experiment, found);
        return found;
    }
}
