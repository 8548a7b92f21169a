namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>The trials of an experiment with several objectives that no other one beats in one of them without losing in another.</summary>
/// <param name="Objectives">The metrics, in the order of the spec.</param>
/// <param name="Trials">The trials of the front, the best in the first objective first.</param>
/// <param name="Reference">The worst value of each objective among all trials: from there the hypervolume is measured.</param>
/// <param name="Hypervolume">How much of the space between the best and the worst values the front dominates, in [0, 1]; each objective is scaled to the range of its values. With three objectives or more it is an estimate, good to some tenths of a percent of the space.</param>
/// <param name="Progress">The same after each trial that widened the front, in the order in which trials ended.</param>
public sealed record FrontReport(
    IReadOnlyList<string> Objectives, IReadOnlyList<FrontTrial> Trials, IReadOnlyList<double> Reference, double Hypervolume, IReadOnlyList<FrontProgress> Progress)
{
    /// <summary>The trials that it was chosen from: those that ended with a finite value for each objective.</summary>
    public int Counted { get; init; }
}
