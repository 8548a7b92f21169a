using ActorTraining.Experiments.Reports.Analysis;
using static ActorTraining.Experiments.Tests.Reports.SweepCase;

namespace ActorTraining.Experiments.Tests.Reports;

public class OverfittingTests
{
    private static Overfitting? Find(double[] train, double[] heldOut)
    {
        static Curve Curve(double[] values) => ActorTraining.Experiments.Reports.Analysis.Curve.Of(new MetricSeries(1, "loss", [.. Enumerable.Range(1, values.Length).Select(i => (long)i)], values));
        return Overfitting.Find(Curve(train), Curve(heldOut));
    }

    [Fact]
    public void It_begins_where_the_held_out_loss_is_lowest()
    {
        var sign = Find([1.0, 0.6, 0.4, 0.3, 0.2, 0.1], [1.0, 0.7, 0.5, 0.55, 0.6, 0.7]);
        Assert.Equal(new Overfitting(3, 0.5, 0.7, 0.4, 0.1), sign);
        Assert.Equal(0.4, sign!.Rise, 1e-12);
    }

    [Fact]
    public void A_held_out_loss_that_falls_to_the_end_shows_none() => Assert.Null(Find(Approach(1, 0, 0.5), Approach(1, 0.1, 0.6)));

    [Fact]
    public void A_rise_of_less_than_two_percent_is_none() => Assert.Null(Find([1.0, 0.6, 0.4, 0.3, 0.2], [1.0, 0.6, 0.5, 0.505, 0.509]));

    [Fact]
    public void A_training_loss_that_rises_as_well_is_something_else() => Assert.Null(Find([1.0, 0.6, 0.4, 0.5, 0.9], [1.0, 0.7, 0.5, 0.6, 1.0]));
}
