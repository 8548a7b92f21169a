using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>What happened in an experiment since the batch before.</summary>
/// <param name="Experiment">The experiment as it is now.</param>
/// <param name="Trials">The trials that changed or got further, each as it is now, by number.</param>
/// <param name="Points">New metric points. A slow moment of the browser or the server loses none of them.</param>
/// <param name="Events">The stored events, in their order.</param>
public sealed record LiveBatch(
    ExperimentInfo Experiment,
    IReadOnlyDictionary<int, TrialInfo> Trials,
    IReadOnlyList<LivePoint> Points,
    IReadOnlyList<ExperimentEvent> Events);
