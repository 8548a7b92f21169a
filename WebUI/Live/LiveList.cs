using System.Collections.Immutable;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>One list of experiments, read again every second while somebody follows it.</summary>
internal sealed partial class LiveList : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ExperimentQuery _query;
    private readonly IExperiments _experiments;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private ImmutableList<Action<Page<ExperimentInfo>>> _followers = [];
    private Page<ExperimentInfo>? _last;

    public LiveList(ExperimentQuery query, IExperiments experiments, TimeProvider time, ILogger log)
    {
        (_query, _experiments, _log) = (query, experiments, log);
        _ = RunAsync(time, _stop.Token);
    }

    public void Add(Action<Page<ExperimentInfo>> changed)
    {
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(changed));
        if (Volatile.Read(ref _last) is { } last)
        {
            changed(last);
        }
    }

    /// <summary>Removes a follower; true when it was the last one.</summary>
    public bool Remove(Action<Page<ExperimentInfo>> changed)
    {
        ImmutableInterlocked.Update(ref _followers, followers => followers.Remove(changed));
        return _followers.IsEmpty;
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    private async Task RunAsync(TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await ReadAsync(stop);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException)
        {
            // Nobody follows any more.
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        try
        {
            var now = await _experiments.ListAsync(_query, stop);
            if (_last is { } last && last.Total == now.Total && last.Items.SequenceEqual(now.Items, Same.Instance))
            {
                return;
            }

            Volatile.Write(ref _last, now);
            foreach (var follower in _followers)
            {
                follower(now);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUnread(_log, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the list of experiments could not be read, and is tried again")]
    private static partial void LogUnread(ILogger log, Exception e);

    // Every stored change of an experiment has an event; what runs on between events is told by its active seconds.
    private sealed class Same : IEqualityComparer<ExperimentInfo>
    {
        public static Same Instance { get; } = new();

        public bool Equals(ExperimentInfo? x, ExperimentInfo? y) =>
            x is not null && y is not null && (x.Id, x.LastEvent, x.State, x.BestTrial, x.BestValue, x.ActiveSeconds, x.Planned) == (y.Id, y.LastEvent, y.State, y.BestTrial, y.BestValue, y.ActiveSeconds, y.Planned);

        public int GetHashCode(ExperimentInfo info) => info.Id.GetHashCode(StringComparison.Ordinal);
    }
}
