using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>A trial with what its curves say.</summary>
internal sealed record ReportTrial
{
    /// <summary>The trial itself.</summary>
    public required TrialInfo Info { get; init; }

    /// <summary>Its place among the trials; the look of its lines.</summary>
    public required int Index { get; init; }

    /// <summary>Its choices as a name, unique.</summary>
    public required string Label { get; init; }

    /// <summary>What sentences call it.</summary>
    public required string Name { get; init; }

    /// <summary>What sentences call it at first.</summary>
    public required string FullName { get; init; }

    /// <summary>Its metrics over the steps.</summary>
    public required IReadOnlyDictionary<string, MetricSeries> Series { get; init; }

    /// <summary>How its learning went.</summary>
    public CurveJudgement Judgement { get; init; } = new(CurveVerdict.Unknown, null, false);

    /// <summary>The metric whose curve decided that; null where there was none.</summary>
    public ReportMetric? JudgedBy { get; init; }

    /// <summary>The sign of over-fitting; null where there is none.</summary>
    public Overfitting? Overfitting { get; init; }

    /// <summary>How much lower the loss is on the training data; null where that was not measured.</summary>
    public Gap? LossGap { get; init; }

    /// <summary>How much better the other quantity that trials are compared by (accuracy, as a rule) is on the training data.</summary>
    public Gap? ScoreGap { get; init; }

    /// <summary>The objective, where it is a number; a failed trial has none that counts.</summary>
    public double? Objective => Info.State != TrialState.Failed && Info.Objective is { } value && double.IsFinite(value) ? value : null;

    /// <summary>Whether it failed because its numbers left the finite ones.</summary>
    public bool FailedByNumbers => Info.State == TrialState.Failed && Info.Error is { } error
        && (error.Contains("NaN", StringComparison.Ordinal) || error.Contains("infini", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether its lines end with a cross.</summary>
    public bool EndedBadly => Info.State == TrialState.Failed;

    /// <summary>The newest value of a metric; null where it has none.</summary>
    public double? Last(string metric) =>
        Series.TryGetValue(metric, out var series) && series.Values.Count > 0 ? series.Values[^1]
        : Info.Metrics.TryGetValue(metric, out var value) ? value
        : null;

    /// <summary>The step and the value at which the objective's metric was best; null where it has no finite value.</summary>
    public (long Step, double Value)? Best(Objective objective)
    {
        if (!Series.TryGetValue(objective.Metric, out var series)) return null;
        (long Step, double Value)? best = null;
        for (var i = 0; i < series.Values.Count; i++)
        {
            if (double.IsFinite(series.Values[i]) && (best is null || objective.IsBetter(series.Values[i], best.Value.Value))) best = (series.Steps[i], series.Values[i]);
        }

        return best;
    }

    /// <summary>The step that the objective's value belongs to, by the spec's rule.</summary>
    public long? ObjectiveStep(Objective objective) => objective.Value == ObjectiveValue.Best
        ? Best(objective)?.Step
        : Series.TryGetValue(objective.Metric, out var series) && series.Steps.Count > 0 ? series.Steps[^1] : null;
}
