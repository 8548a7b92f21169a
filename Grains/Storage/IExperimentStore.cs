using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>The single truth about experiments.</summary>
/// <remarks>
/// A write is acknowledged once it is durable. Writes of a coordinator carry the epoch that <see cref="TakeOverAsync"/> gave it; those of an
/// older epoch are refused, so that of two coordinators of one experiment only the newer can change anything.
/// Reads see every acknowledged write. All members may be called from any thread.
/// </remarks>
public interface IExperimentStore : IAsyncDisposable
{
    /// <summary>Adds an experiment without trials.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="request">The request for it, which adds one experiment however often it is made; null where it is made once.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>The identifier of the experiment of the request: this one, or the one that an earlier try has added.</returns>
    /// <exception cref="InvalidOperationException">The identifier is taken.</exception>
    /// <exception cref="KeyReusedException">The key belongs to another request.</exception>
    Task<string> CreateAsync(ExperimentInfo experiment, RequestKey? request = null, CancellationToken cancel = default);

    /// <summary>Raises the experiment's epoch and reads what a coordinator needs to go on.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    Task<ExperimentSnapshot> TakeOverAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Stores what changed, all or nothing.</summary>
    /// <exception cref="StaleEpochException">Another coordinator has taken the experiment over; nothing was stored.</exception>
    Task WriteAsync(ExperimentChange change);

    /// <summary>One experiment.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Experiments, newest first.</summary>
    Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default);

    /// <summary>Trials of an experiment.</summary>
    Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default);

    /// <summary>Metric values, ordered by trial, metric and step.</summary>
    Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default);

    /// <summary>Stored files of all trials or of one, ordered by trial and name.</summary>
    Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default);

    /// <summary>The attempts at all trials or at one, ordered by trial and attempt.</summary>
    Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int? trial = null, CancellationToken cancel = default);

    /// <summary>The completed trials with their checkpoints, by number.</summary>
    Task<IReadOnlyList<TrialRecord>> CompletedAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Stored events behind a sequence number, in their order.</summary>
    Task<IReadOnlyList<ExperimentEvent>> EventsAsync(string experiment, long after, int limit, CancellationToken cancel = default);

    /// <summary>Removes an ended experiment with everything in the store that belongs to it. Its blobs are left to <see cref="Blobs.BlobGarbage"/>.</summary>
    /// <remarks>It is out of sight at once. A deletion that is cut short by a crash is finished when the store is opened for writing the next time.</remarks>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    /// <exception cref="InvalidOperationException">It is running or paused.</exception>
    Task DeleteAsync(string experiment, CancellationToken cancel = default);

    /// <summary>Those of these contents that an artifact of any experiment refers to.</summary>
    /// <param name="sha256">SHA-256 in lower-case hexadecimal.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlySet<string>> ReferencedArtifactsAsync(IReadOnlyCollection<string> sha256, CancellationToken cancel = default);

    /// <summary>The keys of the checkpoints that the trials of an experiment keep; empty where there is no such experiment.</summary>
    Task<IReadOnlySet<string>> ReferencedCheckpointsAsync(string experiment, CancellationToken cancel = default);

    /// <summary>When the first attempt of the trial started that has been running the longest, in any experiment; null while none runs.</summary>
    Task<DateTimeOffset?> OldestRunningAsync(CancellationToken cancel = default);
}
