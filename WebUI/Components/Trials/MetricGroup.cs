using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>Metrics of a trial that measure the same quantity, and so belong into one chart: accuracy on training and on test images.</summary>
/// <param name="Quantity">What they measure: <c>accuracy</c>.</param>
/// <param name="Series">Their values, in the order in which they are drawn.</param>
public sealed record MetricGroup(string Quantity, IReadOnlyList<MetricSeries> Series)
{
    /// <summary>Groups the metrics that have a curve; those of the objective's quantity come first.</summary>
    /// <param name="series">The metrics of one trial. One with a single value is no curve.</param>
    /// <param name="objective">The metric of the objective.</param>
    public static IReadOnlyList<MetricGroup> Of(IEnumerable<MetricSeries> series, string objective) =>
    [
        .. series.Where(one => one.Steps.Count > 1)
            .GroupBy(one => QuantityOf(one.Metric))
            .OrderBy(group => group.Key != QuantityOf(objective))
            .ThenBy(group => group.Count() < 2)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MetricGroup(group.Key, [.. group.OrderBy(one => Place(one.Metric)).ThenBy(one => one.Metric, StringComparer.Ordinal)])),
    ];

    private static string QuantityOf(string metric) => metric[(metric.LastIndexOf('.') + 1)..];

    // What is noisy lies behind what is not, and train comes before test, so that both have their colours on every page.
    private static int Place(string metric) => metric.Split('.')[0] switch
    {
        "batch" => 0,
        "train" => 1,
        "validation" => 3,
        "test" => 2,
        _ => 4,
    };
}
