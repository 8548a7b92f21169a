using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>A metric that a scheduler compares trials by.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Direction">Which way is better.</param>
public sealed record Goal(string Metric, ObjectiveDirection Direction)
{
    /// <summary>A value as a loss, of which less is always better; NaN becomes the worst there is.</summary>
    public double Loss(double value) => double.IsNaN(value) ? double.PositiveInfinity : Direction == ObjectiveDirection.Maximize ? -value : value;

    /// <summary>A loss as people read it, in the metric's own terms.</summary>
    internal string Show(double loss) => double.IsPositiveInfinity(loss) ? "no number" : NumberText.Plain(Direction == ObjectiveDirection.Maximize ? -loss : loss);
}
