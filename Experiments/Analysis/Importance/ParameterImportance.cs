namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>How much of what trials differ in is due to one parameter.</summary>
/// <param name="Path">The parameter's path under <c>params</c>.</param>
/// <param name="Share">The share of the objective's variance over the tried region that it explains by itself, in [0, 1]; the mean over the trees of the forest.</param>
/// <param name="Deviation">The standard deviation of the share among the trees.</param>
/// <param name="Trials">The trials that it was learned from; fewer than there are for a parameter that not every trial has.</param>
/// <param name="Marginal">The predicted objective along the parameter, all others averaged over, ascending; categories in their order.</param>
/// <param name="Best">Where the marginal is best: around its best point, as far as it is no more than a tenth of its range worse.</param>
public sealed record ParameterImportance(
    string Path,
    double Share,
    double Deviation,
    int Trials,
    IReadOnlyList<MarginalPoint> Marginal,
    BestRegion Best);
