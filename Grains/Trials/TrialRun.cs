using System.Security.Cryptography;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Grains.Trials;

/// <summary>One attempt: what its job sees, on the slot's thread, and what its grain takes from it, on the grain's.</summary>
internal sealed class TrialRun : ITrial, IDisposable
{
    // A job that reports faster than the store takes is held back here; 10,000 points are some hundred kilobytes.
    private const int MaxPending = 10_000;
    private const int MostLineLength = 10_000;
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly TrialAssignment _assignment;
    private readonly IBlobAccess _blobs;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly List<Adjustment> _adjustments;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly ManualResetEventSlim _room = new(initialState: true);
    private List<MetricPoint> _points = [];
    private List<string> _log = [];
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

    public TrialRun(TrialAssignment assignment, Checkpoint? checkpoint, IBlobAccess blobs, TimeProvider time)
    {
        (_assignment, Checkpoint, _blobs, _time) = (assignment, checkpoint, blobs, time);
        _step = checkpoint?.Step ?? 0;
        _adjustments = [.. assignment.Adjustments];
        _drainedAt = _savedAt = time.GetTimestamp();
    }

    public int Attempt => _assignment.Attempt;

    public Lease Lease => _assignment.Lease;

    public JsonElement Parameters => _assignment.Parameters;

    public ulong Seed => _assignment.Seed;

    // Slots that share a device are told apart behind a stroke, which is no matter of the job's.
    public string Device => _assignment.Lease.Slots[0].Split('/')[0];

    public Checkpoint? Checkpoint { get; }

    /// <summary>Completes when the coordinator has acknowledged the end.</summary>
    public Task Settled => _settled.Task;

    /// <summary>Runs the job to its end; however it ends, <see cref="Drain"/> tells.</summary>
    public void Execute(Func<IJob> create)
    {
        var end = new AttemptEnd(AttemptOutcome.Completed);
        try
        {
            create().RunAsync(this, _stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            end = new(AttemptOutcome.Left);
        }
        catch (TrialException e)
        {
            end = new(AttemptOutcome.Failed, e.Message);
        }
        catch (Exception e)
        {
            // Nobody foresaw this one, so its trace goes to the log, where whoever mends the job finds it.
            Log(e.ToString());
            end = new(AttemptOutcome.Failed, $"{e.GetType().Name}: {e.Message}");
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
        _room.Wait(_stop.Token);
        _stop.Token.ThrowIfCancellationRequested();
        Change(() =>
        {
            _step = Math.Max(_step, step);
            _points.AddRange(metrics.Select(metric => new MetricPoint(metric.Key, step, metric.Value)));
            if (_points.Count >= MaxPending)
            {
                _room.Reset();
            }
        });
    }

    public bool IsCheckpointDue(bool stepEnded) =>
        _assignment.Saving.Every is { } every ? _time.GetElapsedTime(_savedAt) >= every : stepEnded;

    public IReadOnlyDictionary<string, JsonElement> AdjustmentsAt(long step)
    {
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

    /// <summary>A user changed a parameter; the job takes it at its next step.</summary>
    public void Adjust(Adjustment adjustment) => Change(() => _adjustments.Add(adjustment));

    public void Save(Checkpoint checkpoint)
    {
        // Each has a key of its own: until the coordinator has noted it, the one before must stand untouched.
        var key = $"checkpoints/{_assignment.Experiment}/{_assignment.Trial}/{_assignment.Attempt}-{++_saved}";
        Put(key, checkpoint.Content, $"the checkpoint of step {checkpoint.Step}");
        var reference = new CheckpointReference(checkpoint.Step, key, Hash(checkpoint.Content));
        Change(() => _checkpoints.Add(reference));
        _savedAt = _time.GetTimestamp();
    }

    public void Add(Artifact artifact)
    {
        var hash = Hash(artifact.Content);
        Put(ArtifactKeys.Of(hash), artifact.Content, artifact.Name);
        var info = new ArtifactInfo(_assignment.Trial, artifact.Name, artifact.MediaType, artifact.Content.Length, hash);
        Change(() => _artifacts[artifact.Name] = info);
    }

    public void Log(string message) => Change(() =>
    {
        _log.Add(message.Length <= MostLineLength ? message : message[..MostLineLength] + " …");
        if (_log.Count >= MaxPending)
        {
            // Held back at the next report, like one that reports too fast.
            _room.Reset();
        }
    });

    /// <summary>Completes when there is something to report, or after a time.</summary>
    public Task WaitForNews(TimeSpan most) => _news.WaitAsync(most);

    /// <summary>Takes everything since the last call.</summary>
    public TrialReport Drain()
    {
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            var report = new TrialReport
            {
                Trial = _assignment.Trial,
                Attempt = _assignment.Attempt,
                Sequence = ++_sequence,
                Step = _step,
                Steps = _steps,
                Unit = _unit,
                Seconds = _time.GetElapsedTime(_drainedAt, now).TotalSeconds,
                Points = _points,
                Checkpoints = _checkpoints,
                Artifacts = [.. _artifacts.Values],
                Log = _log,
                Adjusted = _adjusted,
                End = _end,
            };
            (_points, _artifacts, _log, _adjusted, _checkpoints, _drainedAt) = ([], [], [], [], [], now);
            _room.Set();
            return report;
        }
    }

    public void Settle() => _settled.SetResult();

    public void Dispose()
    {
        _stop.Dispose();
        _news.Dispose();
        _room.Dispose();
    }

    // A store that is away holds the job back instead of failing it. Stored even for an attempt that is asked to leave:
    // what it has done until now shall not be done again.
    private void Put(string key, ReadOnlyMemory<byte> content, string what)
    {
        for (var wait = ShortestWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                _blobs.PutAsync(key, content).GetAwaiter().GetResult();
                return;
            }
            catch (Exception e) when (e is not ArgumentException && !_stop.IsCancellationRequested)
            {
                if (wait == ShortestWait)
                {
                    Log($"{what} could not be stored, waiting until it can: {e.Message}");
                }

                _stop.Token.WaitHandle.WaitOne(wait);
            }
        }
    }

    private void Change(Action change)
    {
        lock (_lock)
        {
            change();
            if (_news.CurrentCount == 0)
            {
                _news.Release();
            }
        }
    }

    private static string Hash(ReadOnlyMemory<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content.Span));
}
