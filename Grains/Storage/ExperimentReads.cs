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
        var conditions = Matching(query, connection.Dialect);
        var total = Convert.ToInt32(connection.Scalar($"SELECT count(*) FROM experiments WHERE {conditions}", conditions.Values), CultureInfo.InvariantCulture);
        var (limit, offset) = (conditions.Value(query.Limit), conditions.Value(query.Offset));
        var items = connection
            .Query($"SELECT {Columns} FROM experiments WHERE {conditions} ORDER BY key DESC LIMIT {limit} OFFSET {offset}", conditions.Values)
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

    /// <summary>What an experiment is found by: its identifier, name, job, description and tags, folded.</summary>
    public static string FoldedText(ExperimentInfo experiment) =>
        Fold(string.Join('\n', (string?[])[experiment.Id, experiment.Spec.Name, experiment.Spec.Job, experiment.Spec.Description, .. experiment.Spec.Tags]));

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

    private static Conditions Matching(ExperimentQuery query, Dialect dialect)
    {
        var conditions = new Conditions();
        conditions.Add("deleted IS NULL");
        if (query.States is { } states)
        {
            conditions.Add($"state IN ({InList(states.Select(state => (int)state))})");
        }

        if (query.NameContains is { Length: > 0 } name)
        {
            conditions.AddContains("folded_name", Fold(name));
        }

        foreach (var word in Fold(query.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            conditions.AddContains("folded_text", word);
        }

        if (query.Tag is { } tag)
        {
            conditions.Add(dialect.SpecArrayHas("tags", conditions.Value(tag)));
        }

        if (query.Job is { } job)
        {
            conditions.Add($"{dialect.SpecText("job")} = {conditions.Value(job)}");
        }

        return conditions;
    }
}
