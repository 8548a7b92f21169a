using System.Globalization;
using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Reads rows of <c>metrics</c>.</summary>
internal static class MetricReads
{
    public static IReadOnlyList<MetricSeries> Read(StoreConnection connection, string experiment, MetricQuery query)
    {
        var key = ExperimentReads.Key(connection, experiment);
        var names = Names(connection);
        var wanted = query.Metrics is null ? names : names.Where(name => query.Metrics.Contains(name.Value)).ToDictionary();
        var clocks = query.Times ? Clocks(connection, experiment, query.Trials) : null;
        var where = $"experiment = $1 AND metric IN ({ExperimentReads.InList(wanted.Keys)})";
        if (query.Trials is { } trials)
        {
            where += $" AND trial IN ({ExperimentReads.InList(trials)})";
        }

        using var rows = connection.Query($"SELECT trial, metric, step, value, elapsed FROM metrics WHERE {where} ORDER BY trial, metric, step", key);
        var series = new List<MetricSeries>();
        (int Trial, int Metric) current = default;
        var points = new SeriesPoints();
        while (rows.Read())
        {
            var next = (rows.GetInt32(0), rows.GetInt32(1));
            if (next != current)
            {
                Close();
                current = next;
            }

            points.Add(rows.GetInt64(2), rows.Real(3) ?? double.NaN, StoredTime.FromMilliseconds(rows.Long(4)));
        }

        Close();
        return [.. series.OrderBy(s => s.Trial).ThenBy(s => s.Metric, StringComparer.Ordinal)];

        void Close()
        {
            if (!points.IsEmpty)
            {
                var whole = points.Take(current.Trial, wanted[current.Metric], clocks?.GetValueOrDefault(current.Trial));
                series.Add(query.MaxPoints is { } most ? Downsampling.MinMax(whole, most) : whole);
            }
        }
    }

    private static Dictionary<int, TrialClock> Clocks(StoreConnection connection, string experiment, IReadOnlyList<int>? trials) =>
        AttemptReads.Read(connection, experiment, trials is [var single] ? single : null)
            .GroupBy(attempt => attempt.Trial)
            .ToDictionary(attempts => attempts.Key, attempts => new TrialClock([.. attempts]));

    private static Dictionary<int, string> Names(StoreConnection connection) => connection
        .Query("SELECT key, name FROM metric_names")
        .ReadAll(row => (Key: Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), Name: row.GetString(1)))
        .ToDictionary(name => name.Key, name => name.Name);
}
