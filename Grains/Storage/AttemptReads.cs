using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>attempts</c>.</summary>
internal static class AttemptReads
{
    public static IReadOnlyList<AttemptInfo> Read(StoreConnection connection, string experiment, int? trial)
    {
        var key = ExperimentReads.Key(connection, experiment);
        const string Columns = "SELECT trial, attempt, silo, slot, from_step, started, ended, outcome, error, seconds_before FROM attempts WHERE experiment = $1";
        var rows = trial is { } number
            ? connection.Query($"{Columns} AND trial = $2 ORDER BY trial, attempt", key, number)
            : connection.Query($"{Columns} ORDER BY trial, attempt", key);
        return rows.ReadAll(row => new AttemptInfo(
            row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt64(4),
            StoredTime.FromStored(row.GetInt64(5))!.Value, StoredTime.FromStored(row.Long(6)), row.Text(7), row.Text(8))
        { SecondsBefore = row.Real(9) });
    }
}
