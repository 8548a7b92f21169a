using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Log;

/// <summary>The lines of an experiment's log: the stored ones, and each new one as it comes, handed over in batches.</summary>
public sealed class LogFeed : IDisposable
{
    /// <summary>The most lines that are kept; the oldest go first.</summary>
    public const int Most = 20_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _gate = new();
    private readonly List<LogLine> _lines = [];
    private readonly int? _trial;
    private List<LogLine> _arrived = [];

    /// <summary>Prepares a feed.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trial">Only lines of this trial; null for all.</param>
    /// <param name="moment">The number of an event that shall be among the lines, however old; null for the newest ones.</param>
    public LogFeed(ExperimentInfo experiment, int? trial = null, long? moment = null)
    {
        // Of one trial nobody knows where its lines begin. Before a moment some lines tell what led to it.
        const int before = 1000;
        (Experiment, _trial) = (experiment.Id, trial);
        First = trial is not null ? 0 : Math.Max(0, Math.Min(experiment.LastEvent - Most, moment - before ?? long.MaxValue));
        IsCut = First > 0;
    }

    /// <summary>The identifier of the experiment.</summary>
    public string Experiment { get; }

    /// <summary>The lines, the newest last.</summary>
    public IReadOnlyList<LogLine> Lines => _lines;

    /// <summary>Whether older lines were left out.</summary>
    public bool IsCut { get; private set; }

    private long First { get; }

    /// <summary>Reads until it is disposed.</summary>
    /// <param name="experiments">Where from.</param>
    /// <param name="time">The clock.</param>
    /// <param name="show">Called where there are new lines, on any thread; it calls <see cref="Take"/> where components may change.</param>
    public void Start(IExperiments experiments, TimeProvider time, Func<Task> show)
    {
        _ = ReadAsync(experiments, _gone.Token);
        _ = ShowAsync(time, show, _gone.Token);
    }

    /// <summary>Takes the new lines over into <see cref="Lines"/>.</summary>
    public void Take()
    {
        List<LogLine> arrived;
        lock (_gate)
        {
            (arrived, _arrived) = (_arrived, []);
        }

        _lines.AddRange(arrived);
        if (_lines.Count > 2 * Most)
        {
            _lines.RemoveRange(0, _lines.Count - Most);
            IsCut = true;
        }
    }

    /// <summary>Stops reading.</summary>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ReadAsync(IExperiments experiments, CancellationToken cancel)
    {
        try
        {
            await foreach (var happened in experiments.WatchAsync(Experiment, First, cancel))
            {
                if (LogLine.Of(happened) is { } line && (_trial is null || line.Trial == _trial))
                {
                    lock (_gate)
                    {
                        _arrived.Add(line);
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or UnknownExperimentException or StoreException)
        {
            // The page was left, the experiment deleted, or the store is away: what is shown stays.
        }
    }

    private async Task ShowAsync(TimeProvider time, Func<Task> show, CancellationToken cancel)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            while (await timer.WaitForNextTickAsync(cancel))
            {
                if (HasNew())
                {
                    await show();
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private bool HasNew()
    {
        lock (_gate)
        {
            return _arrived.Count > 0;
        }
    }
}
