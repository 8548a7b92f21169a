using ActorTraining.Experiments.Analysis.Early;
using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Analysis.Importance;

namespace ActorTraining.Experiments.Analysis;

/// <summary>What the results of an experiment say about its parameters.</summary>
/// <param name="Importance">Which parameters the objective depends on; null where there is too little to say so.</param>
/// <param name="Early">How early trials can be told apart; empty where there is too little to say so.</param>
/// <param name="Findings">The same in sentences, each from computed figures.</param>
public sealed record AnalysisReport(ImportanceReport? Importance, IReadOnlyList<EarlySignal> Early, IReadOnlyList<string> Findings)
{
    /// <summary>The trials that no other one beats; null with a single objective, or before there is any.</summary>
    public FrontReport? Front { get; init; }

    /// <summary>What cannot be said yet and why, a sentence for each part that is missing; empty where nothing is.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
