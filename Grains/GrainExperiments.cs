using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Coordination;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using Orleans;

namespace ActorTraining.Grains;

/// <summary>Experiments run by grains: commands go to their coordinators, questions to the store.</summary>
public sealed class GrainExperiments(IGrainFactory grains, IExperimentStore store, IBlobStore blobs, JobCatalog jobs, TimeProvider time, IEnumerable<ISpecRule>? rules = null)
    : StoredExperiments(store, blobs), ISubmissions
{
    private const int EventsPerRead = 1000;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(1);

    private readonly IExperimentStore _store = store;
    private readonly IBlobStore _blobs = blobs;
    private readonly WarmStart _warmStart = new(store, jobs);

    /// <inheritdoc/>
    public override Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) => CreateAsync(spec, null, null, cancel);

    /// <inheritdoc/>
    public Task<string> SubmitAsync(ExperimentSpec spec, string? parent, RequestKey request, CancellationToken cancel = default) => CreateAsync(spec, parent, request, cancel);

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var feed = new EventFeed();
        var observer = grains.CreateObjectReference<IExperimentObserver>(feed);
        var outage = new Outage(time);
        long? subscribed = null;
        try
        {
            for (IReadOnlyList<ExperimentEvent> live = []; ; live = await feed.TakeAsync(Quiet, cancel))
            {
                if (live.Count == 0 || subscribed is not { } at || time.GetElapsedTime(at) > Renewal)
                {
                    // Subscribed first, read then: an event falls into both at most, never between. Again and again,
                    // since a subscription expires, and a coordinator that came back knows nothing of it.
                    await outage.BearAsync(() => SubscribeAsync(experiment, observer, cancel));
                    subscribed = time.GetTimestamp();
                }

                if (live.Count == 0 || HasGap(live, after))
                {
                    for (var page = await outage.BearAsync(() => PageAsync(experiment, after, cancel), []); page.Count > 0; page = await outage.BearAsync(() => PageAsync(experiment, after, cancel), []))
                    {
                        foreach (var happened in page)
                        {
                            yield return happened;
                            after = happened.Sequence;
                        }
                    }
                }

                foreach (var happened in live.Where(e => e.Sequence == 0 || e.Sequence > after))
                {
                    yield return happened;
                    after = Math.Max(after, happened.Sequence);
                }

                // An experiment that was extended has come to an end before, so the event alone does not say that nothing follows.
                if (live.Count == 0 || live.Any(e => e is ExperimentChanged))
                {
                    var info = await outage.BearAsync(async () => (ExperimentInfo?)await GetAsync(experiment, cancel), null);
                    if (info is { Ended: not null } && info.LastEvent <= after)
                    {
                        yield break;
                    }
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
        return await CreateAsync(SpecChanges.Clone(original.Spec, changes, jobs), experiment, null, cancel);
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
    public override async Task<IReadOnlyList<int>> EnqueueAsync(
        string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default)
    {
        var info = await GetAsync(experiment, cancel);
        SearchAlgorithms.Complete(info.Spec, jobs, points, 1);
        return points.Count == 0 ? [] : await Coordinator(experiment).Enqueue([.. points.Select(point => ParameterValue.Of(point))]);
    }

    /// <inheritdoc/>
    public override async Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default)
    {
        ToldFaults.ThrowIfAny(worker, lease);
        await RequireExternalAsync(experiment, cancel);
        return await Coordinator(experiment).Ask(worker, lease);
    }

    /// <inheritdoc/>
    public override async Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default)
    {
        ToldFaults.ThrowIfAny(told);
        await RequireExternalAsync(experiment, cancel);
        return await Coordinator(experiment).Tell(trial, told);
    }

    /// <inheritdoc/>
    public override async Task DeleteAsync(string experiment, CancellationToken cancel = default)
    {
        var checkpoints = await _store.ReferencedCheckpointsAsync(experiment, cancel);
        await _store.DeleteAsync(experiment, cancel);

        // Nobody but its own trials refers to a checkpoint; files that trials of others may share are left to the collection of garbage.
        await Parallel.ForEachAsync(checkpoints, new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = cancel }, async (key, stop) => await _blobs.DeleteAsync(key, stop));
    }

    /// <inheritdoc/>
    public override Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default) => grains.GetGrain<IClusterGrain>(0).Get();

    private async Task<string> CreateAsync(ExperimentSpec spec, string? parent, RequestKey? request, CancellationToken cancel)
    {
        if (SpecValidator.Validate(spec, jobs) is { Count: > 0 } errors)
        {
            throw new InvalidSpecException(errors);
        }

        if (rules?.SelectMany(rule => rule.Faults(spec)).ToList() is { Count: > 0 } refusals)
        {
            throw new InvalidSpecException(refusals);
        }

        spec = await _warmStart.ResolveAsync(spec, cancel);
        var experiment = ExperimentNames.IdentifierFor(spec.Name);
        var created = await _store.CreateAsync(
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
            request,
            cancel);
        if (created != experiment)
        {
            return created;
        }

        try
        {
            await Coordinator(experiment).Start();
        }
        catch (TimeoutException)
        {
            // It is stored, so it exists; its coordinator goes on as soon as it can.
        }

        return experiment;
    }

    private async Task RequireExternalAsync(string experiment, CancellationToken cancel)
    {
        var info = await GetAsync(experiment, cancel);
        if (jobs.Find(info.Spec.Job)?.IsExternal != true)
        {
            throw new InvalidOperationException($"the trials of '{experiment}' run on slots (job: {info.Spec.Job}); only those of an experiment with 'job: external' can be asked for");
        }
    }

    private async Task SubscribeAsync(string experiment, IExperimentObserver observer, CancellationToken cancel)
    {
        if ((await GetAsync(experiment, cancel)).Ended is null)
        {
            await Coordinator(experiment).Watch(observer);
        }
    }

    private Task<IReadOnlyList<ExperimentEvent>> PageAsync(string experiment, long after, CancellationToken cancel) =>
        _store.EventsAsync(experiment, after, EventsPerRead, cancel);

    private static bool HasGap(IReadOnlyList<ExperimentEvent> live, long after)
    {
        foreach (var happened in live.Where(e => e.Sequence > after))
        {
            if (happened.Sequence != ++after)
            {
                return true;
            }
        }

        return false;
    }

    private IExperimentGrain Coordinator(string experiment) => grains.GetGrain<IExperimentGrain>(experiment);
}
