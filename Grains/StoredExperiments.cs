using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;
using ActorTraining.Experiments.Streams;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Grains;

/// <summary>Looks at the experiments of a store without running anything.</summary>
/// <remarks>Members that change something throw <see cref="InvalidOperationException"/>; <see cref="GrainExperiments"/> can do them.</remarks>
public class StoredExperiments(IExperimentStore store, IBlobStore blobs) : IExperiments
{
    private const int EventsPerRead = 1000;
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default) => store.GetAsync(experiment, cancel);

    /// <inheritdoc/>
    public Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default) => store.ListAsync(query, cancel);

    /// <inheritdoc/>
    public Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default) => store.TrialsAsync(experiment, query, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default) =>
        store.MetricsAsync(experiment, query, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default) =>
        store.ArtifactsAsync(experiment, trial, cancel);

    /// <inheritdoc/>
    public async Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default)
    {
        var artifacts = await store.ArtifactsAsync(experiment, trial, cancel);
        var artifact = artifacts.FirstOrDefault(a => a.Name == name)
            ?? throw new FileNotFoundException($"trial {trial} of '{experiment}' has no artifact '{name}'");
        var content = await blobs.OpenAsync(ArtifactKeys.Of(artifact.Sha256), cancel)
            ?? throw new FileNotFoundException($"the content of '{name}' of trial {trial} of '{experiment}' is missing in the blob store");
        return new VerifiedStream(content, artifact.Sha256, $"the content of '{name}' of trial {trial} of '{experiment}'");
    }

    /// <inheritdoc/>
    public virtual Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    /// <remarks>The stored events only, for which the store is asked again and again: another process may be writing them.</remarks>
    public virtual async IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            // The experiment first, so that an event behind its end cannot be missed.
            var info = await store.GetAsync(experiment, cancel);
            await foreach (var happened in StoredEventsAsync(experiment, after, cancel))
            {
                yield return happened;
                after = happened.Sequence;
            }

            if (info.Ended is not null && info.LastEvent <= after)
            {
                yield break;
            }

            await Task.Delay(ReadInterval, cancel);
        }
    }

    /// <inheritdoc/>
    public virtual Task PauseAsync(string experiment, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task ResumeAsync(string experiment, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task StopAsync(string experiment, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task<IReadOnlyList<int>> EnqueueAsync(string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default) => store.AttemptsAsync(experiment, trial, cancel);

    /// <inheritdoc/>
    public virtual Task DeleteAsync(string experiment, CancellationToken cancel = default) => throw ReadOnly();

    /// <inheritdoc/>
    public virtual Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default) => Task.FromResult(ClusterInfo.Unknown);

    /// <summary>The events that are stored by now behind <paramref name="after"/>.</summary>
    protected async IAsyncEnumerable<ExperimentEvent> StoredEventsAsync(string experiment, long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (await store.EventsAsync(experiment, after, EventsPerRead, cancel) is { Count: > 0 } page)
        {
            foreach (var happened in page)
            {
                yield return happened;
                after = happened.Sequence;
            }
        }
    }

    private static InvalidOperationException ReadOnly() => new("the store is open for reading only");
}
