using System.Collections.Immutable;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>The events of one experiment, gathered for <see cref="Interval"/> and handed to everyone who follows it.</summary>
internal sealed partial class LiveStream : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private readonly IExperiments _experiments;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _happened = new(0, 1);
    private readonly Task _running;
    private ImmutableList<LiveFollower> _followers = [];
    private Dictionary<int, TrialInfo> _trials = [];
    private List<LivePoint> _points = [];
    private List<ExperimentEvent> _events = [];
    private long _last;

    public LiveStream(string experiment, IExperiments experiments, TimeProvider time, ILogger log)
    {
        (Experiment, _experiments, _time, _log) = (experiment, experiments, time, log);
        _running = Task.Run(RunAsync);
    }

    /// <summary>The identifier of the experiment.</summary>
    public string Experiment { get; }

    /// <summary>Adds a follower.</summary>
    public LiveFollower Add(Action<LiveBatch> changed)
    {
        var follower = new LiveFollower(changed);
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(follower));
        return follower;
    }

    /// <summary>Removes a follower; true when it was the last one.</summary>
    public bool Remove(LiveFollower follower)
    {
        ImmutableInterlocked.Update(ref _followers, followers => followers.Remove(follower));
        return _followers.IsEmpty;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        var telling = TellAsync();
        await ReadAsync();
        await telling;
    }

    // An experiment that ended can be extended, and a store can be away for a while, so the end of a stream is not the end.
    private async Task ReadAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _last = _last == 0 ? (await _experiments.GetAsync(Experiment, _stop.Token)).LastEvent : _last;
                await foreach (var happened in _experiments.WatchAsync(Experiment, _last, _stop.Token))
                {
                    Gather(happened);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (UnknownExperimentException)
            {
                return;
            }
            catch (Exception e)
            {
                LogInterrupted(_log, Experiment, e);
            }

            await Task.Delay(Retry, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Gather(ExperimentEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case TrialProgressed progress:
                    _trials[progress.Trial.Number] = progress.Trial;
                    _points.AddRange(LivePoint.Of(progress));
                    break;
                case TrialChanged changed:
                    _trials[changed.Trial.Number] = changed.Trial;
                    _events.Add(happened);
                    break;
                default:
                    _events.Add(happened);
                    break;
            }

            _last = Math.Max(_last, happened.Sequence);
            if (_happened.CurrentCount == 0)
            {
                _happened.Release();
            }
        }
    }

    private async Task TellAsync()
    {
        try
        {
            while (true)
            {
                await _happened.WaitAsync(_stop.Token);
                await Task.Delay(Interval, _time, _stop.Token);
                await TellOnceAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more.
        }
    }

    private async Task TellOnceAsync()
    {
        try
        {
            Dictionary<int, TrialInfo> trials;
            List<LivePoint> points;
            List<ExperimentEvent> events;
            lock (_gate)
            {
                (trials, points, events) = (_trials, _points, _events);
                (_trials, _points, _events) = ([], [], []);
            }

            var batch = new LiveBatch(await _experiments.GetAsync(Experiment, _stop.Token), trials, points, events);
            foreach (var follower in _followers)
            {
                follower.Changed(batch);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogInterrupted(_log, Experiment, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "following {Experiment} was interrupted, and is tried again")]
    private static partial void LogInterrupted(ILogger log, string experiment, Exception e);
}
