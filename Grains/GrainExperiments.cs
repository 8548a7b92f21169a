using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Coordination;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;
using ActorTraining.Training.Jobs;
using Orleans;

namespace ActorTraining.Grains;

/// <summary>Experiments run by grains: commands go to their coordinators, questions to the store.</summary>
public sealed class GrainExperiments(IGrainFactory grains, IExperimentStore store, IBlobStore blobs, JobCatalog jobs, TimeProvider time)
    : StoredExperiments(store, blobs)
{
    private const int EventsPerRead = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly IExperimentStore _store = store;
    private readonly IBlobStore _blobs = blobs;

    /// <inheritdoc/>
    public override Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) => SubmitAsync(spec, null, cancel);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var feed = new EventFeed();
        var observer = grains.CreateObjectReference<IExperimentObserver>(feed);
        try
        {
            for (IReadOnlyList<ExperimentEvent> live = []; ; live = await feed.TakeAsync(Quiet, cancel))
            {
                if (live.Count == 0 && (await GetAsync(experiment, cancel)).Ended is null)
                {
                    // Subscribed first, read then: an event falls into both at most, never between. Again after a quiet time,
                    // since a subscription expires, and a coordinator that came back knows nothing of it.
                    await Coordinator(experiment).Watch(observer);
                }

                var behind = live.Count == 0 || live.FirstOrDefault(e => e.Sequence > after) is { } next && next.Sequence > after + 1;
                IEnumerable<ExperimentEvent> events = behind ? [.. await StoredBehindAsync(experiment, after, cancel), .. live] : live;
                var ended = false;
                foreach (var happened in events.Where(e => e.Sequence == 0 || e.Sequence > after))
                {
                    yield return happened;
                    after = Math.Max(after, happened.Sequence);
                    ended |= happened is ExperimentChanged;
                }

                // An experiment that was extended has come to an end before, so the event alone does not say that nothing follows.
                if ((live.Count == 0 || ended) && await GetAsync(experiment, cancel) is { Ended: not null } info && info.LastEvent <= after)
                {
                    yield break;
                }
            }
        }
        finally
        {
            grains.DeleteObjectReference<IExperimentObserver>(observer);
        }
    }

    /// <inheritdoc/>
    public override async Task PauseAsync(string experiment, CancellationToken cancel = default)
    {
        await GetAsync(experiment, cancel);
        await Coordinator(experiment).Pause();
    }

    /// <inheritdoc/>
    public override async Task ResumeAsync(string experiment, CancellationToken cancel = default)
    {
        await GetAsync(experiment, cancel);
        await Coordinator(experiment).Resume();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(string experiment, CancellationToken cancel = default)
    {
        await GetAsync(experiment, cancel);
        await Coordinator(experiment).Stop();
    }

    /// <inheritdoc/>
    public override async Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default)
    {
        await GetAsync(experiment, cancel);
        await Coordinator(experiment).CancelTrial(trial);
    }

    /// <inheritdoc/>
    public override async Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default)
    {
        var original = await GetAsync(experiment, cancel);
        return await SubmitAsync(SpecChanges.Clone(original.Spec, changes, jobs), experiment, cancel);
    }

    /// <inheritdoc/>
    public override async Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default)
    {
        var ended = await GetAsync(experiment, cancel);
        var (spec, length) = SpecChanges.Extend(ended.Spec, changes, jobs);
        await Coordinator(experiment).Extend(spec, length);
    }

    /// <inheritdoc/>
    public override async Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default)
    {
        if (parallel is { } most)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(parallel));
        }

        var info = await GetAsync(experiment, cancel);
        await Coordinator(experiment).Configure(info.Spec.Resources with { Parallel = parallel, Priority = priority });
    }

    /// <inheritdoc/>
    public override async Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default)
    {
        var info = await GetAsync(experiment, cancel);
        if (SpecChanges.CheckAdjustment(info.Spec, path, value, jobs) is { Count: > 0 } errors)
        {
            throw new InvalidSpecException(errors);
        }

        await Coordinator(experiment).Adjust(trial, path, value);
    }

    /// <inheritdoc/>
    public override async Task DeleteAsync(string experiment, CancellationToken cancel = default)
    {
        var checkpoints = await _store.ReferencedCheckpointsAsync(experiment, cancel);
        await _store.DeleteAsync(experiment, cancel);

        // Nobody but its own trials refers to a checkpoint; files that trials of others may share are left to the collection of garbage.
        await Task.WhenAll(checkpoints.Select(key => _blobs.DeleteAsync(key, cancel)));
    }

    /// <inheritdoc/>
    public override Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default) => grains.GetGrain<IClusterGrain>(0).Get();

    private async Task<string> SubmitAsync(ExperimentSpec spec, string? parent, CancellationToken cancel)
    {
        if (SpecValidator.Validate(spec, jobs) is { Count: > 0 } errors)
        {
            throw new InvalidSpecException(errors);
        }

        var experiment = ExperimentNames.IdentifierFor(spec.Name);
        await _store.CreateAsync(
            new ExperimentInfo
            {
                Id = experiment,
                Spec = spec,
                State = ExperimentState.Running,
                Created = time.GetUtcNow(),
                Parent = parent,
                Planned = SearchAlgorithms.Create(spec, jobs).Planned,
                Counts = new Dictionary<TrialState, int>(),
            },
            cancel);
        await Coordinator(experiment).Start();
        return experiment;
    }

    private async Task<List<ExperimentEvent>> StoredBehindAsync(string experiment, long after, CancellationToken cancel)
    {
        var all = new List<ExperimentEvent>();
        while (await _store.EventsAsync(experiment, after, EventsPerRead, cancel) is { Count: > 0 } page)
        {
            all.AddRange(page);
            after = page[^1].Sequence;
        }

        return all;
    }

    private IExperimentGrain Coordinator(string experiment) => grains.GetGrain<IExperimentGrain>(experiment);
}
