using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Serving;

/// <summary>Tells a renderer what happens to all experiments of a store, those included that others submit, clone or extend meanwhile.</summary>
internal sealed class ExperimentsWatch(IExperiments experiments, IServeRenderer renderer, TimeProvider clock)
{
    private const int Newest = 100;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly ExperimentQuery Unfinished = new() { States = [ExperimentState.Running, ExperimentState.Paused] };

    private readonly Dictionary<string, Watched> _watched = [];
    private readonly Lock _rendering = new();

    /// <summary>Watches until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (ExperimentInfo experiment in ExperimentPages.AllAsync(experiments, new ExperimentQuery(), cancel).Reverse())
                Find(experiment, takenUp: true, cancel);
            using var timer = new PeriodicTimer(Interval, clock);
            while (await timer.WaitForNextTickAsync(cancel))
                await LookAsync(cancel);
        }
        finally
        {
            // Nobody may watch any more when the store is closed.
            await Task.WhenAll(_watched.Values.Select(watched => watched.Watching)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        // One that began and ended since the last look is among the newest, one that was extended among the unfinished.
        IReadOnlyList<ExperimentInfo> newest = (await experiments.ListAsync(new ExperimentQuery { Limit = Newest }, cancel)).Items;
        List<ExperimentInfo> unfinished = await ExperimentPages.AllAsync(experiments, Unfinished, cancel).ToListAsync(cancel);
        foreach (ExperimentInfo experiment in newest.Union(unfinished).DistinctBy(experiment => experiment.Id).Reverse())
            Find(experiment, takenUp: false, cancel);
    }

    private void Find(ExperimentInfo experiment, bool takenUp, CancellationToken cancel)
    {
        bool known = _watched.TryGetValue(experiment.Id, out Watched? watched);
        watched ??= _watched[experiment.Id] = new Watched { Last = takenUp ? experiment.LastEvent : 0 };
        bool behind = known ? watched.Watching.IsCompleted && experiment.LastEvent > watched.Last : !takenUp || experiment.Ended is null;
        if (!behind)
            return;
        lock (_rendering)
            renderer.Add(experiment, takenUp);
        watched.Watching = WatchAsync(experiment, watched, cancel);
    }

    private async Task WatchAsync(ExperimentInfo experiment, Watched watched, CancellationToken cancel)
    {
        try
        {
            await foreach (ExperimentEvent happened in experiments.WatchAsync(experiment.Id, watched.Last, cancel))
            {
                lock (_rendering)
                    renderer.Show(happened, experiment);
                watched.Last = Math.Max(watched.Last, happened.Sequence);
            }
        }
        catch (UnknownExperimentException)
        {
            // It was deleted, and its identifier does not come again.
        }
    }

    private sealed class Watched
    {
        /// <summary>The newest event that was told.</summary>
        public long Last { get; set; }

        public Task Watching { get; set; } = Task.CompletedTask;
    }
}
