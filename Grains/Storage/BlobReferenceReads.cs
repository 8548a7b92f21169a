using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads what the store knows of blobs, for their garbage collection.</summary>
internal static class BlobReferenceReads
{
    public static IReadOnlySet<string> Artifacts(StoreConnection connection, IReadOnlyCollection<string> sha256) => sha256
        .Where(hash => connection.Scalar("SELECT 1 FROM artifacts WHERE sha256 = $1 LIMIT 1", hash) is not null)
        .ToHashSet();

    public static IReadOnlySet<string> Checkpoints(StoreConnection connection, string experiment) => connection
        .Query(
            "SELECT checkpoints FROM trials JOIN experiments ON experiments.key = trials.experiment WHERE experiments.id = $1 AND experiments.deleted IS NULL AND checkpoints <> '[]'",
            experiment)
        .ReadAll(row => JsonSerializer.Deserialize<CheckpointReference[]>(row.GetString(0), ExperimentJson.Options)!)
        .SelectMany(kept => kept.Select(checkpoint => checkpoint.Key))
        .ToHashSet();

    public static DateTimeOffset? OldestRunning(StoreConnection connection)
    {
        var started = connection.Scalar(
            "SELECT min(started) FROM trials JOIN experiments ON experiments.key = trials.experiment " +
            $"WHERE experiments.ended IS NULL AND experiments.deleted IS NULL AND trials.state = {(int)TrialState.Running}");
        return StoredTime.FromStored(started is null ? null : Convert.ToInt64(started, CultureInfo.InvariantCulture));
    }
}
