namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>Which parameters the objective depends on.</summary>
/// <param name="Parameters">The varied parameters, the most important first.</param>
/// <param name="Interactions">Pairs of the most important ones, the strongest first.</param>
/// <param name="Explained">How much of the variance among trials the forest predicts for trials that it did not see (R² out of bag): near 1 the shares can be trusted, near or below 0 they are noise.</param>
/// <param name="Trials">The trials with an objective that it rests on.</param>
/// <param name="Sampled">Whether these are but a part of all, drawn evenly by number.</param>
public sealed record ImportanceReport(
    IReadOnlyList<ParameterImportance> Parameters,
    IReadOnlyList<ParameterInteraction> Interactions,
    double Explained,
    int Trials,
    bool Sampled)
{
    /// <summary>The predicted objective over each pair of <see cref="Interactions"/>, in the same order.</summary>
    public IReadOnlyList<ParameterSurface> Surfaces { get; init; } = [];
}
