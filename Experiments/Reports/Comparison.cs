namespace ActorTraining.Experiments.Reports;

/// <summary>What the results say, in words.</summary>
/// <param name="Verdict">The state and the outcome in one or two sentences.</param>
/// <param name="Sections">The discussion; a section without anything to say is left out.</param>
public sealed record Comparison(string Verdict, IReadOnlyList<ComparisonSection> Sections);

/// <summary>A part of the discussion.</summary>
/// <param name="Title">What it is about, for example <c>Convergence</c>.</param>
/// <param name="Sentences">What it says.</param>
public sealed record ComparisonSection(string Title, IReadOnlyList<string> Sentences);
