using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>experiments</c>.</summary>
internal static class ExperimentReads
{
    private const string Columns = "id, spec, state, reason, created, ended, planned, counts, best_trial, best_value, last_event, active_seconds, parent";

    public static ExperimentInfo Get(StoreConnection connection, string experiment) =>
        connection.Query($"SELECT {Columns} FROM experiments WHERE id = $1 AND deleted IS NULL", experiment).ReadAll(Read) is [var info]
            ? info
            : throw new UnknownExperimentException(experiment);

    public static Page<ExperimentInfo> List(StoreConnection connection, ExperimentQuery query)
    {
        var where = "deleted IS NULL AND folded_name LIKE $1 ESCAPE '\\'";
        if (query.States is { } states)
        {
            where += $" AND state IN ({InList(states.Select(state => (int)state))})";
        }

        var pattern = $"%{Escape(Fold(query.NameContains ?? ""))}%";
        var total = Convert.ToInt32(connection.Scalar($"SELECT count(*) FROM experiments WHERE {where}", pattern), CultureInfo.InvariantCulture);
        var items = connection
            .Query($"SELECT {Columns} FROM experiments WHERE {where} ORDER BY key DESC LIMIT $2 OFFSET $3", pattern, query.Limit, query.Offset)
            .ReadAll(Read);
        return new(items, total);
    }

    /// <summary>The short key under which the other tables know an experiment.</summary>
    public static long Key(StoreConnection connection, string experiment) =>
        connection.Scalar("SELECT key FROM experiments WHERE id = $1 AND deleted IS NULL", experiment) is { } key
            ? Convert.ToInt64(key, CultureInfo.InvariantCulture)
            : throw new UnknownExperimentException(experiment);

    /// <summary>A name as it is searched for: without regard to case, in every script and whatever the database knows of it.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();

    /// <summary>Numbers for an SQL list; safe, since they are numbers.</summary>
    public static string InList(IEnumerable<int> numbers) => string.Join(", ", numbers) is { Length: > 0 } list ? list : "NULL";

    private static ExperimentInfo Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Spec = JsonSerializer.Deserialize<ExperimentSpec>(row.GetString(1), ExperimentJson.Options)!,
        State = (ExperimentState)row.GetInt32(2),
        Reason = row.Text(3),
        Created = StoredTime.FromStored(row.GetInt64(4))!.Value,
        Ended = StoredTime.FromStored(row.Long(5)),
        Planned = row.Int(6),
        Counts = JsonSerializer.Deserialize<Dictionary<TrialState, int>>(row.GetString(7), ExperimentJson.Options)!,
        BestTrial = row.Int(8),
        BestValue = row.Real(9),
        LastEvent = row.GetInt64(10),
        ActiveSeconds = row.GetDouble(11),
        Parent = row.Text(12),
    };

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
