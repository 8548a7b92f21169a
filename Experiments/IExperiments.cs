using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments;

/// <summary>Everything that one can do with experiments. Pages, endpoints, commands and scripts know nothing else.</summary>
/// <remarks>Members that take an identifier throw <see cref="UnknownExperimentException"/> when there is no such experiment.</remarks>
public interface IExperiments
{
    /// <summary>Validates a spec, stores it and starts it.</summary>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidSpecException">The spec has faults; the exception lists all of them. Nothing was stored.</exception>
    Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default);

    /// <summary>One experiment as it is now.</summary>
    Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Experiments, newest first.</summary>
    Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default);

    /// <summary>Trials of an experiment.</summary>
    Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default);

    /// <summary>Metric values of an experiment, ordered by trial, metric and step.</summary>
    Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default);

    /// <summary>The stored files of all trials, or of one.</summary>
    Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default);

    /// <summary>Opens a stored file.</summary>
    /// <exception cref="FileNotFoundException">The trial has no artifact of this name.</exception>
    Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default);

    /// <summary>Events as they happen, preceded by the stored ones behind <paramref name="after"/>. Ends when the experiment has come to its end.</summary>
    /// <param name="experiment">The identifier.</param>
    /// <param name="after">The sequence number of the last event that the caller knows; 0 for all.</param>
    /// <param name="cancel">Ends the stream.</param>
    IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, CancellationToken cancel = default);

    /// <summary>Starts no new trials and takes the running ones back to the queue at their last checkpoint. Does nothing to a paused one.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task PauseAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Goes on after a pause, or after the process that ran it was ended. Does nothing to a running one.</summary>
    /// <exception cref="InvalidOperationException">The experiment has come to its end.</exception>
    Task ResumeAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Ends an experiment for good and keeps its results. Does nothing to one that has ended.</summary>
    Task StopAsync(string experiment, CancellationToken cancel = default);

    /// <summary>The silos and their slots.</summary>
    Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default);
}
