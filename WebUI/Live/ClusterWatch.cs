using System.Collections.Immutable;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>What runs where: asked once a second for everybody who looks, and not at all while nobody does.</summary>
public sealed partial class ClusterWatch(IExperiments experiments, TimeProvider time, ILogger<ClusterWatch> log) : IAsyncDisposable
{
    /// <summary>The most experiments that it looks after.</summary>
    public const int MostExperiments = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private ImmutableList<Action<ClusterView>> _followers = [];
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private ClusterView? _last;

    /// <summary>Follows until the answer is disposed. What is known already is told at once, if there is something.</summary>
    /// <param name="changed">Receives the state once a second. It should return soon.</param>
    public IDisposable Follow(Action<ClusterView> changed)
    {
        ClusterView? known;
        lock (_gate)
        {
            known = _last;
            _followers = _followers.Add(changed);
            if (_stop is null)
            {
                _stop = new CancellationTokenSource();
                _running = RunAsync(_stop.Token);
            }
        }

        if (known is not null)
        {
            changed(known with { JustEnded = [] });
        }

        return new Following(this, changed);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_gate)
        {
            _followers = [];
            running = Stop();
        }

        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Leave(Action<ClusterView> changed)
    {
        lock (_gate)
        {
            _followers = _followers.Remove(changed);
            if (_followers.IsEmpty)
            {
                // What is known now will be old when somebody looks again.
                _last = null;
                _ = Stop();
            }
        }
    }

    private Task Stop()
    {
        _stop?.Cancel();
        _stop = null;
        return _running;
    }

    private async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        ClusterView? before = null;
        do
        {
            var view = await Task.Run(() => LookAsync(before, stop), CancellationToken.None);
            lock (_gate)
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                _last = before = view;
            }

            foreach (var changed in _followers)
            {
                changed(view);
            }
        }
        while (await NextAsync(timer, stop));
    }

    private async Task<ClusterView> LookAsync(ClusterView? before, CancellationToken stop)
    {
        try
        {
            var cluster = await experiments.ClusterAsync(stop);
            var unended = (await experiments.ListAsync(new ExperimentQuery { States = [ExperimentState.Running, ExperimentState.Paused], Limit = MostExperiments }, stop)).Items;
            var known = unended.Select(experiment => experiment.Id).ToHashSet();
            var ended = new List<ExperimentInfo>();
            foreach (var gone in before?.Unended.Where(experiment => !known.Contains(experiment.Id)) ?? [])
            {
                if (await EndOfAsync(gone.Id, stop) is { } end)
                {
                    ended.Add(end);
                }
            }

            return new ClusterView(time.GetUtcNow(), cluster, unended, ended, null);
        }
        catch (Exception e)
        {
            if (before?.Problem is null && !stop.IsCancellationRequested)
            {
                LogAway(log, e);
            }

            return new ClusterView(before?.At ?? time.GetUtcNow(), before?.Cluster ?? ClusterInfo.Unknown, before?.Unended ?? [], [], e.Message);
        }
    }

    private async Task<ExperimentInfo?> EndOfAsync(string experiment, CancellationToken stop)
    {
        try
        {
            return await experiments.GetAsync(experiment, stop) is { Ended: not null } ended ? ended : null;
        }
        catch (UnknownExperimentException)
        {
            return null;
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the cluster cannot be looked at; it is tried again every second")]
    private static partial void LogAway(ILogger log, Exception e);

    private sealed class Following(ClusterWatch watch, Action<ClusterView> changed) : IDisposable
    {
        private ClusterWatch? _watch = watch;

        public void Dispose() => Interlocked.Exchange(ref _watch, null)?.Leave(changed);
    }
}
