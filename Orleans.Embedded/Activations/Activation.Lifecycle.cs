using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Streams;
using Orleans.Embedded.Timers;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

internal sealed partial class Activation
{
    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly HashSet<IGrainStream> _streams = [];
    private AsyncServiceScope? _scope;
    private TurnLimit? _activating;
    private DeactivationReason _reason;
    private CancellationToken _stopWaiting;
    private long _lastActive;
    private long _keptUntil;

    public Task Deactivated => _deactivated.Task;

    public IServiceProvider ActivationServices => _scope?.ServiceProvider
        ?? throw new InvalidOperationException($"{GrainId} has no services yet, or no longer.");

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (_state == ActivationState.Activating && _reason.ReasonCode == DeactivationReasonCode.None)
            {
                // The activation has to end first; it looks at the reason.
                _reason = deactivationReason;
                _scheduler.Post(() => _activating?.Cancel());
            }
            else if (_state is ActivationState.New or ActivationState.Valid)
            {
                BeginDeactivating(deactivationReason, cancellationToken);
            }
        }
    }

    /// <summary>Ends the activation where it has been idle for the collection age and nothing else keeps it.</summary>
    public void DeactivateIfIdle()
    {
        var age = _environment.Options.CollectionAge;
        lock (_lock)
        {
            var now = _environment.Time.GetTimestamp();
            if (_state == ActivationState.Valid
                && !_class.IsKeptAlive
                && _requests.IsIdle
                && _streams.Count == 0
                && _keptUntil <= now
                && _environment.Time.GetElapsedTime(_lastActive, now) >= age)
            {
                BeginDeactivating(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Idle for {age}."), CancellationToken.None);
            }
        }
    }

    public void DelayDeactivation(TimeSpan time)
    {
        lock (_lock)
        {
            _keptUntil = time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? long.MaxValue
                : time <= TimeSpan.Zero ? 0
                : _environment.Time.GetTimestamp() + (long)(time.TotalSeconds * _environment.Time.TimestampFrequency);
        }
    }

    /// <summary>Gives up what still runs: tokens of ticks are cancelled, waiting requests are rejected.</summary>
    public void Abandon()
    {
        _scheduler.Post(EndTimersAndStreams);
        End(request => request.Reject(_environment.Router.Unavailable(request)));
    }

    private async Task ActivateAsync(Dictionary<string, object>? context)
    {
        Exception? failure = null;
        try
        {
            RequestContext.Import(context);
            await CreateAsync();
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        lock (_lock)
        {
            if (failure is null && _state == ActivationState.Activating && _reason.ReasonCode == DeactivationReasonCode.None)
            {
                _lastActive = _environment.Time.GetTimestamp();
                _state = ActivationState.Valid;
                SignalIfReady();
                return;
            }
        }

        await GiveUpAsync(failure);
    }

    private async Task CreateAsync()
    {
        using var limit = new TurnLimit(_scheduler, _environment.Time, _environment.Options.ActivationTimeout);
        _activating = limit;
        try
        {
            _scope = _environment.Scopes.CreateAsyncScope();
            GrainInstance = _class.CreateInstance(ActivationServices);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsTimeOver)
        {
            throw new TimeoutException($"{GrainId} was not activated within {_environment.Options.ActivationTimeout}.");
        }
        finally
        {
            _activating = null;
        }
    }

    // The calls that wait are told why; the next call makes another activation.
    private async Task GiveUpAsync(Exception? failure)
    {
        if (failure is not null && _reason.ReasonCode == DeactivationReasonCode.None)
        {
            LogActivationFailure(GrainId, failure);
        }
        else
        {
            failure = new OrleansMessageRejectionException($"{GrainId} was deactivated while it was activated. {_reason}");
        }

        await DisposeAsync();
        End(request => request.Reject(
            _environment.Router.Phase == SiloPhase.Running ? failure : _environment.Router.Unavailable(request)));
    }

    // Under the lock.
    private void BeginDeactivating(DeactivationReason reason, CancellationToken stopWaiting)
    {
        (_state, _reason, _stopWaiting) = (ActivationState.Deactivating, reason, stopWaiting);
        if (_requests.Running == 0)
        {
            _scheduler.Post(DeactivateNow);
        }
    }

    private void DeactivateNow() => _ = DeactivateAsync();

    private async Task DeactivateAsync()
    {
        EndTimersAndStreams();
        if (GrainInstance is IGrainBase grain)
        {
            using var limit = new TurnLimit(_scheduler, _environment.Time, _environment.Options.DeactivationTimeout, _stopWaiting);
            try
            {
                await grain.OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            }
            catch (Exception failure)
            {
                LogDeactivationFailure(GrainId, failure);
            }
        }

        await DisposeAsync();
        End(request => _environment.Router.Route.Place(request, GrainId));
    }

    // Timers stop, and readers of streams are told that no more will come.
    private void EndTimersAndStreams()
    {
        GrainTimer[] timers;
        IGrainStream[] streams;
        lock (_lock)
        {
            (timers, streams) = ([.. _timers], [.. _streams]);
        }

        Array.ForEach(timers, timer => timer.Dispose());
        Array.ForEach(streams, stream => _ = stream.CloseAsync());
    }

    private async Task DisposeAsync()
    {
        EndTimersAndStreams();
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception failure)
        {
            LogDeactivationFailure(GrainId, failure);
        }
    }

    private void End(Action<Request> handOver)
    {
        List<Request> waiting;
        lock (_lock)
        {
            _state = ActivationState.Gone;
            waiting = _requests.TakeWaiting();
            TellIfIdle();
        }

        _directory.Remove(this);
        _environment.Router.Route.OnEnded(this);
        _deactivated.TrySetResult();
        waiting.Where(request => request.OutlivesActivation).ToList().ForEach(handOver);
    }
}
