using Orleans.Embedded.Calls;
using Orleans.Embedded.Streams;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>
/// A grain in memory: its object, the requests that wait for it, and its turns. This part takes and runs requests;
/// <c>Activation.Lifecycle.cs</c> begins and ends it.
/// </summary>
internal sealed partial class Activation : IGrainContext, ICallTarget
{
    private const int RequestsPerTurn = 100;

    private readonly Lock _lock = new();
    private readonly RequestQueue _requests = new();
    private readonly GrainClass _class;
    private readonly ActivationDirectory _directory;
    private readonly ActivationEnvironment _environment;
    private readonly ActivationScheduler _scheduler;
    private readonly Action _runRequests;
    private ActivationState _state;
    private bool _runSignalled;
    private GrainReference? _reference;
    private TaskCompletionSource? _idle;

    public Activation(GrainId id, GrainClass grainClass, ActivationDirectory directory, ActivationEnvironment environment)
    {
        GrainId = id;
        _class = grainClass;
        _directory = directory;
        _environment = environment;
        _log = environment.Log;
        _scheduler = new ActivationScheduler(this);
        _runRequests = RunRequests;
    }

    public GrainId GrainId { get; }

    /// <summary>Which placement of the grain this is; 0 where no other silo made it. See <see cref="Clustering.PlacementDirectory"/>.</summary>
    public long Epoch { get; init; }

    public object? GrainInstance { get; private set; }

    object? ICallTarget.Instance => GrainInstance;

    public IGrainFactory GrainFactory => _environment.Router.Grains;

    public GrainReference GrainReference =>
        _reference ??= GrainInterface.Of(_class.Interfaces[0]).CreateReference(_environment.Router, GrainId);

    /// <summary>Takes a request, unless the activation is gone.</summary>
    public bool TryReceive(Request request)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Gone)
            {
                return false;
            }

            request.Target = this;
            _requests.Add(request, _class.IsReentrant || request.AlwaysInterleaves);
            if (_state == ActivationState.New)
            {
                _state = ActivationState.Activating;
                _scheduler.Post(() => _ = ActivateAsync(request.Context));
            }
            else
            {
                SignalIfReady();
            }

            return true;
        }
    }

    public void Post(Action action) => _scheduler.Post(action);

    public void OnCompleted(Request request)
    {
        lock (_lock)
        {
            _requests.OnCompleted(request);
            if (request.KeepsAlive)
            {
                _lastActive = _environment.Time.GetTimestamp();
            }

            TellIfIdle();
            if (_state == ActivationState.Deactivating && _requests.Running == 0)
            {
                _scheduler.Post(DeactivateNow);
            }
            else
            {
                SignalIfReady();
            }
        }
    }

    /// <summary>Completes when nothing runs and nothing waits.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return _requests.IsIdle ? Task.CompletedTask : (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public IGrainTimer RegisterTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options, _environment.Time);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public void OnTimerDisposed(GrainTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    public void OnStreamOpened(IGrainStream stream)
    {
        lock (_lock)
        {
            _streams.Add(stream);
        }
    }

    public void OnStreamClosed(IGrainStream stream)
    {
        lock (_lock)
        {
            _streams.Remove(stream);
        }
    }

    public override string ToString() => GrainId.ToString();

    // Under the lock.
    private void TellIfIdle()
    {
        if (_idle is not null && _requests.IsIdle)
        {
            _idle.SetResult();
            _idle = null;
        }
    }

    // Under the lock.
    private void SignalIfReady()
    {
        if (_state == ActivationState.Valid && !_runSignalled && _requests.IsReady)
        {
            _runSignalled = true;
            _scheduler.Post(_runRequests);
        }
    }

    // One turn may begin several requests: each runs up to its first await.
    private void RunRequests()
    {
        lock (_lock)
        {
            _runSignalled = false;
        }

        for (var begun = 0; begun < RequestsPerTurn; begun++)
        {
            Request? request;
            lock (_lock)
            {
                if (_state != ActivationState.Valid || !_requests.TryBegin(out request))
                {
                    return;
                }
            }

            if (request.IsAbandoned)
            {
                OnCompleted(request);
            }
            else
            {
                _ = request.RunAsync(this);
            }
        }

        lock (_lock)
        {
            SignalIfReady();
        }
    }
}
