using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>A metric as the report speaks of it.</summary>
internal sealed record ReportMetric
{
    private static readonly string[] HigherIsBetterWords = ["accuracy", "precision", "recall", "f1", "auc", "reward"];
    private static readonly string[] LowerIsBetterWords = ["loss", "error", "perplexity", "distance", "mse", "mae"];

    /// <summary>The name that the job reports it by: <c>train.loss</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it was measured on.</summary>
    public required DataSplit Split { get; init; }

    /// <summary>What was measured: <c>loss</c>.</summary>
    public required string Quantity { get; init; }

    /// <summary>Which way is better; null where that is not known.</summary>
    public required bool? HigherIsBetter { get; init; }

    /// <summary>Whether it is written in per cent.</summary>
    public required bool IsFraction { get; init; }

    /// <summary>What it is measured in; null for pure numbers.</summary>
    public string? Unit { get; init; }

    /// <summary>What it means, in the job's words.</summary>
    public string? Summary { get; init; }

    /// <summary>Its name in a sentence: <c>train loss</c>.</summary>
    public string Display => string.Join(' ', Name.Split('.', '_'));

    /// <summary>Whether it is a loss.</summary>
    public bool IsLoss => Quantity.Contains("loss", StringComparison.OrdinalIgnoreCase);

    /// <summary>Makes a metric of its name, the job's description, the objective and its values.</summary>
    public static ReportMetric From(string name, MetricDescription? description, Objective objective, IEnumerable<double> values)
    {
        var dot = name.IndexOf('.');
        var split = dot < 0 ? DataSplit.Unknown : SplitOf(name[..dot]);
        var quantity = split == DataSplit.Unknown ? name : name[(dot + 1)..];
        var higher = description?.HigherIsBetter
            ?? (name == objective.Metric ? objective.Direction == ObjectiveDirection.Maximize : Guess(quantity));
        return new ReportMetric
        {
            Name = name,
            Split = split,
            Quantity = quantity,
            HigherIsBetter = higher,
            IsFraction = Speaks(quantity, HigherIsBetterWords) && values.All(v => !double.IsFinite(v) || v is >= 0 and <= 1),
            Unit = description?.Unit is { Length: > 0 } unit && unit != "1" ? unit : null,
            Summary = description?.Summary,
        };
    }

    /// <summary>A value of it.</summary>
    public string Format(double value) => IsFraction ? NumberText.Percent(value) : NumberText.Value(value);

    /// <summary>A difference between two values of it, in full: <c>1.84 percentage points</c>.</summary>
    public string FormatDifference(double difference) =>
        IsFraction ? $"{FormatShortDifference(difference)} percentage points" : FormatShortDifference(difference);

    /// <summary>A difference between two values of it, as a number alone.</summary>
    public string FormatShortDifference(double difference) => IsFraction ? NumberText.Percent(difference).TrimEnd('%') : NumberText.Value(difference);

    private static DataSplit SplitOf(string prefix) => prefix.ToLowerInvariant() switch
    {
        "train" or "training" => DataSplit.Train,
        "val" or "valid" or "validation" => DataSplit.Validation,
        "test" => DataSplit.Test,
        _ => DataSplit.Unknown,
    };

    private static bool? Guess(string quantity) => Speaks(quantity, HigherIsBetterWords) ? true : Speaks(quantity, LowerIsBetterWords) ? false : null;

    private static bool Speaks(string quantity, string[] words) => words.Any(w => quantity.Contains(w, StringComparison.OrdinalIgnoreCase));
}
