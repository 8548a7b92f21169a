using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;

namespace ActorTraining.Grains.Trials;

/// <summary>One attempt: what its job sees, on the slot's thread, and what its grain takes from it, on the grain's.</summary>
internal sealed partial class TrialRun : ITrial, IDisposable
{
    private readonly TrialAssignment _assignment;
    private readonly IBlobAccess _blobs;
    private readonly TimeProvider _time;
    private readonly Lazy<IModelBackend> _backend;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<Adjustment> _adjustments;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly ManualResetEventSlim _room = new(initialState: true);
    private readonly ReportBacklog _backlog = new();
    private readonly Rung _rung;
    private readonly long _startedAt;
    private Dictionary<string, ArtifactInfo> _artifacts = [];
    private List<Adjustment> _adjusted = [];
    private List<CheckpointReference> _checkpoints = [];
    private AttemptEnd? _end;
    private double _step;
    private long _steps;
    private string _unit = "step";
    private long _sequence;
    private int _saved;
    private long _drainedAt;
    private long _savedAt;
    private bool _disposed;

    public TrialRun(TrialAssignment assignment, IBlobAccess blobs, TimeProvider time, Func<TrialAssignment, IModelBackend> choose)
    {
        (_assignment, _blobs, _time) = (assignment, blobs, time);

        // Chosen when a model is first built, so that jobs without models need no device that works.
        _backend = new Lazy<IModelBackend>(() => choose(assignment));
        _step = assignment.Checkpoints is [var newest, ..] ? newest.Step : 0;
        _adjustments = [.. assignment.Adjustments];
        _rung = new Rung(assignment.Until, assignment.Measured);
        _startedAt = _drainedAt = _savedAt = time.GetTimestamp();
    }

    public int Attempt => _assignment.Attempt;

    public Lease Lease => _assignment.Lease;

    public JsonElement Parameters => _assignment.Parameters;

    public ulong Seed => _assignment.Seed;

    public string Device => DeviceOf(_assignment.Lease);

    public IModelBackend Backend => _backend.Value;

    public Checkpoint? Checkpoint { get; private set; }

    /// <summary>The device of a lease. Slots that share one are told apart behind a stroke, which is no matter of the job's.</summary>
    public static string DeviceOf(Lease lease) => lease.Slots[0].Split('/')[0];

    /// <summary>Completes when the coordinator has acknowledged the end.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Runs the job from its checkpoint to its end; however it ends, <see cref="Drain"/> tells.</summary>
    public void Execute(Func<IJob> create)
    {
        var end = new AttemptEnd(AttemptOutcome.Completed);
        try
        {
            GoOn(ReadCheckpoint());
            create().RunAsync(this, _stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new(AttemptOutcome.Left);
        }
        catch (TrialException e)
        {
            end = new(AttemptOutcome.Failed, ReportBacklog.Shorten(e.Message));
        }
        catch (Exception e)
        {
            // Nobody foresaw this one, so its trace goes to the log, where whoever mends the job finds it.
            Change(() => _backlog.Add(e.ToString(), isVital: true));
            end = new(AttemptOutcome.Failed, ReportBacklog.Shorten($"{e.GetType().Name}: {e.Message}"));
        }

        Change(() => _end = end);
    }

    /// <summary>Asks the job to leave at its next step.</summary>
    public void Leave()
    {
        try
        {
            _stop.Cancel();
            _room.Set();
        }
        catch (ObjectDisposedException)
        {
            // It has left already.
        }
    }

    public void Plan(long steps, string unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        Change(() => (_steps, _unit) = (steps, unit));
    }

    public void Progress(double step) => Change(() => _step = step);

    public void Report(long step, IReadOnlyDictionary<string, double> metrics)
    {
        _rung.Pass(step, _stop.Token);
        _room.Wait(_stop.Token);
        _stop.Token.ThrowIfCancellationRequested();
        Change(() =>
        {
            _step = Math.Max(_step, step);
            if (_steps == 0 || step < _steps)
            {
                _rung.Reach(step, metrics.Keys);
            }

            var seconds = Math.Round(_assignment.Seconds + _time.GetElapsedTime(_startedAt).TotalSeconds, 3);
            foreach (var metric in metrics)
            {
                _backlog.Add(new MetricPoint(metric.Key, step, metric.Value, seconds));
            }

            HoldBack();
        });
    }

    /// <summary>The coordinator's word on how far the job may go now.</summary>
    /// <param name="until">The step at which it has to wait again; null for to its end.</param>
    public void Permit(long? until) => _rung.Permit(until);

    // Whoever waits at a rung goes on from there, and may do so much later and elsewhere.
    public bool IsCheckpointDue(bool stepEnded) => (stepEnded && _rung.IsReached) ||
        (_assignment.Saving.Every is { } every ? _time.GetElapsedTime(_savedAt) >= every : stepEnded);

    public IReadOnlyDictionary<string, JsonElement> AdjustmentsAt(long step)
    {
        _rung.Pass(step, _stop.Token);
        var values = new Dictionary<string, JsonElement>();
        Change(() =>
        {
            for (var i = 0; i < _adjustments.Count; i++)
            {
                if (_adjustments[i].Step is null)
                {
                    _adjustments[i] = _adjustments[i] with { Step = step };
                    _adjusted.Add(_adjustments[i]);
                }

                if (_adjustments[i].Step <= step)
                {
                    values[_adjustments[i].Path] = _adjustments[i].Value;
                }
            }
        });
        return values;
    }

    /// <summary>Users changed parameters; the job takes what is new at its next step.</summary>
    /// <param name="all">Every change of the trial so far, in its order: those that are known already are its beginning.</param>
    public void Adjust(IReadOnlyList<Adjustment> all)
    {
        lock (_lock)
        {
            _adjustments.AddRange(all.Skip(_adjustments.Count));
        }
    }

    public void Log(string message) => Change(() =>
    {
        _backlog.Add(message);
        HoldBack();
    });

    /// <summary>Completes when there is something to report, or after a time.</summary>
    public Task WaitForNews(TimeSpan most) => _news.WaitAsync(most);

    /// <summary>Takes what happened since the last call, or of very much as much as a report can tell; the end comes with the last of it.</summary>
    public TrialReport Drain()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var (points, log) = _backlog.Take();

            // A checkpoint is not told before the points that it stands behind: an attempt that goes on from it does not make them again.
            var isCaughtUp = !_backlog.HasPoints;
            var report = new TrialReport
            {
                Trial = _assignment.Trial,
                Attempt = _assignment.Attempt,
                Sequence = ++_sequence,
                Step = _step,
                Steps = _steps,
                Unit = _unit,
                Seconds = _time.GetElapsedTime(_drainedAt, now).TotalSeconds,
                Points = points,
                Checkpoints = isCaughtUp ? _checkpoints : [],
                Artifacts = isCaughtUp ? [.. _artifacts.Values] : [],
                Log = log,
                Adjusted = _adjusted,
                End = _backlog.IsEmpty ? _end : null,
            };
            (_adjusted, _drainedAt) = ([], now);
            if (isCaughtUp)
            {
                (_artifacts, _checkpoints) = ([], []);
            }

            if (!_backlog.IsFull)
            {
                _room.Set();
            }

            if (!_backlog.IsEmpty)
            {
                Tell();
            }

            return report;
        }
    }

    public void Settle() => _settled.SetResult();

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _stop.Dispose();
            _news.Dispose();
            _room.Dispose();
            _rung.Dispose();
        }
    }

    // Like one that reports too fast, a job that logs too much waits at its next report.
    private void HoldBack()
    {
        if (_backlog.IsFull)
        {
            _room.Reset();
        }
    }

    // What comes after the end was acknowledged, from a user or from a thread that the job left behind, has nobody to take it.
    private void Change(Action change)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                change();
                Tell();
            }
        }
    }

    private void Tell()
    {
        if (_news.CurrentCount == 0)
        {
            _news.Release();
        }
    }
}
