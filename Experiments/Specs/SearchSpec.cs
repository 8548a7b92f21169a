using System.Text.Json;

namespace ActorTraining.Experiments.Specs;

/// <summary>How parameter sets are chosen. What is null has the algorithm's default; an algorithm takes only the settings that <c>docs/search.md</c> lists for it.</summary>
public sealed record SearchSpec
{
    /// <summary>The algorithm: <c>grid</c>, <c>random</c>, <c>halton</c>, <c>sobol</c>, <c>tpe</c>, <c>gp</c>, <c>cmaes</c> or <c>nsga2</c>.</summary>
    public string Algorithm { get; init; } = "grid";

    /// <summary>The number of trials for algorithms that do not end by themselves; null lets a grid run to its end.</summary>
    public int? Trials { get; init; }

    /// <summary>How many random trials come before the algorithm's own.</summary>
    public int? Startup { get; init; }

    /// <summary>How many candidates are drawn, of which the most promising is tried.</summary>
    public int? Candidates { get; init; }

    /// <summary>The trials of a generation.</summary>
    public int? Population { get; init; }

    /// <summary>The width of the first steps, as a share of the range.</summary>
    public double? Sigma { get; init; }

    /// <summary>Parameter sets that are tried first, each as values by their path under <c>params</c>; what one leaves out the search chooses.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Start { get; init; } = [];

    /// <summary>Experiments whose results the search starts from. They are looked up when the experiment is submitted, and become <see cref="Known"/>.</summary>
    public IReadOnlyList<string> WarmStart { get; init; } = [];

    /// <summary>Results from elsewhere that the search starts from.</summary>
    public IReadOnlyList<KnownTrial> Known { get; init; } = [];

    /// <summary>Whether two ask for the same: their documents are alike.</summary>
    public bool Equals(SearchSpec? other) =>
        other is not null && (ReferenceEquals(this, other) || SearchDocument.Write(this).GetRawText() == SearchDocument.Write(other).GetRawText());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Algorithm, Trials);
}
