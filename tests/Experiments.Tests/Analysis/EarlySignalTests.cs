using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Analysis;

/// <summary>How early trials can be told apart.</summary>
public sealed class EarlySignalTests
{
    [Fact]
    public void Curves_that_never_cross_tell_everything_at_once()
    {
        var signals = EarlySignalAnalysis.Of([.. Enumerable.Range(1, 12).Select(k => Curve(k, step => k * step))], ObjectiveDirection.Maximize);

        Assert.Equal([0.1, 0.25, 0.5, 0.75], signals.Select(signal => signal.Fraction));
        Assert.All(signals, signal => Assert.Equal((1.0, 1.0, 12), (signal.Correlation, signal.Kept, signal.Trials)));
    }

    [Fact]
    public void Curves_that_cross_in_the_middle_mislead_before_it()
    {
        // Who starts low ends high: at a quarter the order is the opposite of the final one.
        var signals = EarlySignalAnalysis.Of([.. Enumerable.Range(1, 12).Select(k => Curve(k, step => k * (step - 10.5)))], ObjectiveDirection.Maximize);

        Assert.Equal((-1.0, 0.0), (signals[1].Correlation, signals[1].Kept));
        Assert.Equal((1.0, 1.0), (signals[3].Correlation, signals[3].Kept));
    }

    [Fact]
    public void Where_less_is_better_the_best_are_those_with_the_least()
    {
        var signals = EarlySignalAnalysis.Of([.. Enumerable.Range(1, 8).Select(k => Curve(k, step => k * 1.0 / step))], ObjectiveDirection.Minimize);

        Assert.All(signals, signal => Assert.Equal((1.0, 1.0), (signal.Correlation, signal.Kept)));
    }

    [Fact]
    public void A_fraction_before_the_first_value_is_left_out()
    {
        var late = Enumerable.Range(1, 8).Select(k => new MetricSeries(k, "loss", [8, 12, 16, 20], [k, k, k, k])).ToList();

        Assert.Equal([0.5, 0.75], EarlySignalAnalysis.Of(late, ObjectiveDirection.Maximize).Select(signal => signal.Fraction));
    }

    [Fact]
    public void Few_short_and_diverged_curves_say_nothing()
    {
        Assert.Empty(EarlySignalAnalysis.Of([.. Enumerable.Range(1, EarlySignalAnalysis.LeastTrials - 1).Select(k => Curve(k, step => step))], ObjectiveDirection.Maximize));
        Assert.Empty(EarlySignalAnalysis.Of([.. Enumerable.Range(1, 9).Select(k => new MetricSeries(k, "loss", [1, 2, 3], [1, 2, 3]))], ObjectiveDirection.Maximize));
        Assert.Empty(EarlySignalAnalysis.Of([.. Enumerable.Range(1, 9).Select(k => Curve(k, _ => double.NaN))], ObjectiveDirection.Maximize));
    }

    private static MetricSeries Curve(int trial, Func<long, double> value)
    {
        var steps = Enumerable.Range(1, 20).Select(step => (long)step).ToList();
        return new MetricSeries(trial, "loss", steps, [.. steps.Select(value)]);
    }
}
