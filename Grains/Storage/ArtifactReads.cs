using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>artifacts</c>.</summary>
internal static class ArtifactReads
{
    public static IReadOnlyList<ArtifactInfo> Read(StoreConnection connection, string experiment, int? trial)
    {
        var key = ExperimentReads.Key(connection, experiment);
        const string Columns = "SELECT trial, name, media_type, size, sha256 FROM artifacts WHERE experiment = $1";
        var rows = trial is { } number
            ? connection.Query($"{Columns} AND trial = $2 ORDER BY trial, name", key, number)
            : connection.Query($"{Columns} ORDER BY trial, name", key);
        return rows.ReadAll(row => new ArtifactInfo(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetString(4)));
    }
}
