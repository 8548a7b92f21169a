using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Trials;

namespace ActorTraining.WebUI.Tests.Trials;

/// <summary>Which metrics of a trial share a chart.</summary>
public sealed class MetricGroupTests
{
    [Fact]
    public void Metrics_of_one_quantity_share_a_chart_and_that_of_the_objective_comes_first()
    {
        MetricSeries[] series = [Curve("lr"), Curve("test.loss"), Curve("train.accuracy"), Curve("test.accuracy"), Curve("train.loss"), Curve("batch.loss"), new(1, "parameters", [1], [7850])];

        var groups = MetricGroup.Of(series, "test.accuracy");

        Assert.Equal(["accuracy: train.accuracy, test.accuracy", "loss: batch.loss, train.loss, test.loss", "lr: lr"],
            groups.Select(group => $"{group.Quantity}: {string.Join(", ", group.Series.Select(one => one.Metric))}"));
    }

    private static MetricSeries Curve(string metric) => new(1, metric, [1, 2], [0.5, 0.25]);
}
