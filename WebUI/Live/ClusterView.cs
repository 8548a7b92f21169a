using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>What runs where, at one moment.</summary>
/// <param name="At">The moment.</param>
/// <param name="Cluster">The silos and who waits.</param>
/// <param name="Unended">The experiments that have not come to their end, the newest first; at most <see cref="ClusterWatch.MostExperiments"/>.</param>
/// <param name="JustEnded">Those of the view before that have ended since.</param>
/// <param name="Problem">Why the rest is as it was a while ago: the store or the process that runs the experiments does not answer; null where all is well.</param>
public sealed record ClusterView(
    DateTimeOffset At,
    ClusterInfo Cluster,
    IReadOnlyList<ExperimentInfo> Unended,
    IReadOnlyList<ExperimentInfo> JustEnded,
    string? Problem)
{
    /// <summary>The experiment of an identifier, where it has not ended.</summary>
    public ExperimentInfo? Find(string experiment) => Unended.FirstOrDefault(known => known.Id == experiment);
}
