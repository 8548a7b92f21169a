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
        var where = $"experiment = $1 AND metric IN ({ExperimentReads.InList(wanted.Keys)})";
        if (query.Trials is { } trials)
        {
            where += $" AND trial IN ({ExperimentReads.InList(trials)})";
        }

        using var rows = connection.Query($"SELECT trial, metric, step, value FROM metrics WHERE {where} ORDER BY trial, metric, step", key);
        var series = new List<MetricSeries>();
        (int Trial, int Metric) current = default;
        List<long> steps = [];
        List<double> values = [];
        while (rows.Read())
        {
            var next = (rows.GetInt32(0), rows.GetInt32(1));
            if (next != current)
            {
                Close();
                current = next;
            }

            steps.Add(rows.GetInt64(2));
            values.Add(rows.Real(3) ?? double.NaN);
        }

        Close();
        return [.. series.OrderBy(s => s.Trial).ThenBy(s => s.Metric, StringComparer.Ordinal)];

        void Close()
        {
            if (steps.Count > 0)
            {
                var whole = new MetricSeries(current.Trial, wanted[current.Metric], steps, values);
                series.Add(query.MaxPoints is { } most ? Downsampling.MinMax(whole, most) : whole);
                (steps, values) = ([], []);
            }
        }
    }

    private static Dictionary<int, string> Names(StoreConnection connection) => connection
        .Query("SELECT key, name FROM metric_names")
        .ReadAll(row => (Key: Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), Name: row.GetString(1)))
        .ToDictionary(name => name.Key, name => name.Name);
}
