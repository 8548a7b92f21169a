namespace ActorTraining.Experiments.Specs;

/// <summary>Which trials are stopped before their end. What is null has the rule's default; a rule takes only the settings that <c>docs/early-stopping.md</c> lists for it.</summary>
public sealed record SchedulerSpec
{
    /// <summary>The rule: <c>none</c> lets every trial run to its end; <c>median</c>, <c>patience</c>, <c>threshold</c>, <c>asha</c>, <c>successive-halving</c>, <c>hyperband</c>, <c>population</c>.</summary>
    public string Rule { get; init; } = "none";

    /// <summary>The metrics that decide; none stands for the objective's.</summary>
    public IReadOnlyList<string> Metric { get; init; } = [];

    /// <summary>The first step at which a trial can be stopped, at least 1; with rungs the lowest one.</summary>
    public long? Min { get; init; }

    /// <summary>The step at and behind which there are no more rungs.</summary>
    public long? Max { get; init; }

    /// <summary>Of so many trials at a rung one goes on, at least 2.</summary>
    public int? Reduction { get; init; }

    /// <summary>How many trials have to be completed before any is stopped by the <c>median</c>.</summary>
    public int? Trials { get; init; }

    /// <summary>How many steps a trial may go without an improvement.</summary>
    public long? Patience { get; init; }

    /// <summary>How much better a value has to be to count as an improvement, at least 0.</summary>
    public double? Delta { get; init; }

    /// <summary>The worst value that may go on, for <c>threshold</c>.</summary>
    public double? Value { get; init; }

    /// <summary>The steps of a generation, for <c>population</c>.</summary>
    public long? Every { get; init; }

    /// <summary>The share of a population that is replaced, in (0, 0.5].</summary>
    public double? Fraction { get; init; }

    /// <summary>A copied parameter is multiplied by a number drawn between 1 / factor and factor; above 1.</summary>
    public double? Factor { get; init; }

    /// <summary>Whether two ask for the same.</summary>
    public bool Equals(SchedulerSpec? other) => other is not null && Settings == other.Settings && Metric.SequenceEqual(other.Metric);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Settings, Metric.Count);

    // All but the metrics, which are a list and would be compared by reference.
    private (string, long?, long?, int?, int?, long?, double?, double?, long?, double?, double?) Settings =>
        (Rule, Min, Max, Reduction, Trials, Patience, Delta, Value, Every, Fraction, Factor);
}
