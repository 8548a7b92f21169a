using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Search;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>trials</c>.</summary>
internal static class TrialReads
{
    private const string Columns =
        "number, state, attempt, parameters, choices, silo, slot, step, steps, unit, metrics, objective, started, ended, seconds, error, " +
        "failures, checkpoints, adjustments, further, reported";

    public static Page<TrialInfo> Page(StoreConnection connection, string experiment, TrialQuery query)
    {
        var key = ExperimentReads.Key(connection, experiment);
        var conditions = new TrialConditions(connection.Dialect).Of(key, query);
        var total = Convert.ToInt32(connection.Scalar($"SELECT count(*) FROM trials WHERE {conditions.Where}", conditions.Values), CultureInfo.InvariantCulture);
        if (total <= query.Offset)
        {
            return new([], total);
        }

        // The numbers first and the rows then: what is sorted shall be small, and the rows are large.
        var direction = query.BestFirst ? ExperimentReads.Get(connection, experiment).Spec.Objective.Direction : default;
        var order = conditions.Order(query, direction);
        var numbers = connection
            .Query($"SELECT number FROM trials WHERE {conditions.Where} ORDER BY {order} LIMIT {conditions.Value(query.Limit)} OFFSET {conditions.Value(query.Offset)}", conditions.Values)
            .ReadAll(row => row.GetInt32(0));
        var trials = Of(connection, key, numbers);
        return new([.. numbers.Select(number => trials[number])], total);
    }

    /// <summary>The trials that have not come to their end, by number.</summary>
    public static IReadOnlyList<TrialRecord> Open(StoreConnection connection, long key) => connection
        .Query($"SELECT {Columns} FROM trials WHERE experiment = $1 AND state IN ({(int)TrialState.Waiting}, {(int)TrialState.Running}) ORDER BY number", key)
        .ReadAll(Read);

    /// <summary>The completed trials, by number.</summary>
    public static IReadOnlyList<TrialRecord> Completed(StoreConnection connection, long key) => connection
        .Query($"SELECT {Columns} FROM trials WHERE experiment = $1 AND state = {(int)TrialState.Completed} ORDER BY number", key)
        .ReadAll(Read);

    /// <summary>The ended trials, in the order in which they ended.</summary>
    public static IReadOnlyList<TrialResult> Results(StoreConnection connection, long key) => connection
        .Query("SELECT number, objective, further FROM trials WHERE experiment = $1 AND ended_event IS NOT NULL ORDER BY ended_event", key)
        .ReadAll(row => new TrialResult(row.GetInt32(0), [row.Real(1), .. Further(row.Text(2))]));

    /// <summary>The parameters of every trial, by number.</summary>
    public static IReadOnlyList<JsonElement> Parameters(StoreConnection connection, long key) => connection
        .Query("SELECT parameters FROM trials WHERE experiment = $1 ORDER BY number", key)
        .ReadAll(row => JsonElement.Parse(row.GetString(0)));

    /// <summary>Number, state and length of every trial, by number.</summary>
    public static IReadOnlyList<(int Number, TrialState State, long Steps)> States(StoreConnection connection, long key) => connection
        .Query("SELECT number, state, steps FROM trials WHERE experiment = $1 ORDER BY number", key)
        .ReadAll(row => (row.GetInt32(0), (TrialState)row.GetInt32(1), row.GetInt64(2)));

    /// <summary>The trials of these numbers.</summary>
    public static Dictionary<int, TrialInfo> Of(StoreConnection connection, long key, IEnumerable<int> numbers) => connection
        .Query($"SELECT {Columns} FROM trials WHERE experiment = $1 AND number IN ({ExperimentReads.InList(numbers)})", key)
        .ReadAll(row => Read(row).Info)
        .ToDictionary(trial => trial.Number);

    private static double?[] Further(string? stored) => stored is null ? [] : JsonSerializer.Deserialize<double?[]>(stored, ExperimentJson.Options)!;

    private static TrialRecord Read(DbDataReader row) => new(
        new TrialInfo
        {
            Number = row.GetInt32(0),
            State = (TrialState)row.GetInt32(1),
            Attempt = row.GetInt32(2),
            Parameters = JsonElement.Parse(row.GetString(3)),
            Choices = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(row.GetString(4), ExperimentJson.Options)!,
            Silo = row.Text(5),
            Slot = row.Text(6),
            Step = row.GetDouble(7),
            Steps = row.GetInt64(8),
            Unit = row.GetString(9),
            Metrics = JsonSerializer.Deserialize<Dictionary<string, double>>(row.GetString(10), ExperimentJson.Options)!,
            Objective = row.Real(11),
            FurtherObjectives = Further(row.Text(19)),
            Started = StoredTime.FromStored(row.Long(12)),
            Ended = StoredTime.FromStored(row.Long(13)),
            Seconds = row.GetDouble(14),
            Error = row.Text(15),
            Adjustments = JsonSerializer.Deserialize<Adjustment[]>(row.GetString(18), ExperimentJson.Options)!,
        })
    {
        Failures = row.GetInt32(16),
        Reported = row.GetInt64(20),
        Checkpoints = JsonSerializer.Deserialize<CheckpointReference[]>(row.GetString(17), ExperimentJson.Options)!,
    };
}
