using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Hosting;
using Orleans.Embedded.Observers;
using Orleans.Embedded.Streams;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>
/// Takes calls from references and from other silos and brings them to their target. What has no target in this process goes to
/// <see cref="Route"/>.
/// </summary>
internal sealed partial class CallRouter : IDisposable
{
    private readonly ILogger<CallRouter> _log;
    private volatile SiloPhase _phase;

    public CallRouter(
        GrainClasses classes, EmbeddedSiloOptions options, IServiceProvider services, TimeProvider time, ILoggerFactory logging)
    {
        _log = logging.CreateLogger<CallRouter>();
        Classes = classes;
        Grains = new GrainFactory(this, services);
        Silo = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        Observers = new ObserverDirectory(Silo);
        Interfaces = new InterfaceCatalog(classes);
        Deadlines = new ResponseDeadlines(time, options.ResponseTimeout);
        Activations = new ActivationDirectory(new ActivationEnvironment(
            this, options, services.GetRequiredService<IServiceScopeFactory>(), time, logging.CreateLogger<Activation>()));
        Placement = new PlacementDirectory(this, services);
        Route = Placement;
    }

    public GrainClasses Classes { get; }

    public GrainFactory Grains { get; }

    public ActivationDirectory Activations { get; }

    public ObserverDirectory Observers { get; }

    public InterfaceCatalog Interfaces { get; }

    public SiloAddress Silo { get; }

    /// <summary>Where grains live that a director places; of use to a lone silo and to a head.</summary>
    public PlacementDirectory Placement { get; }

    /// <summary>Set before the silo starts.</summary>
    public ICallRoute Route { get; set; }

    public ResponseDeadlines Deadlines { get; }

    public SiloPhase Phase
    {
        get => _phase;
        set => _phase = value;
    }

    /// <summary>Makes a call; the task is its answer, or complete at once where the method is one-way.</summary>
    public Task<T> Call<T>(GrainReference reference, GrainMethod method, object?[] arguments)
    {
        method.ReferGrains(arguments);
        var call = new GrainCall(reference.GrainId, method, arguments, RequestContext.Current);
        if (method.IsOneWay)
        {
            if (method.CancellationIndex >= 0)
            {
                arguments[method.CancellationIndex] = CancellationToken.None; // A call that nobody waits for cannot be taken back.
            }

            Send(new OneWayCall<T>(this, call), call.Target);
            return Task.FromResult(default(T)!);
        }

        var pending = new PendingCall<T>(call, Deadlines);
        Send(pending, call.Target);
        return pending.Response;
    }

    /// <summary>A stream; each enumeration of it is a stream of its own at the grain.</summary>
    public IAsyncEnumerable<T> OpenStream<T>(GrainReference reference, GrainMethod method, object?[] arguments)
    {
        method.ReferGrains(arguments);
        var call = new GrainCall(reference.GrainId, method, arguments, RequestContext.Current);
        var argument = method.CancellationIndex < 0 ? default : (CancellationToken)arguments[method.CancellationIndex]!;
        return new StreamCall<T>(this, call, argument);
    }

    /// <summary>Brings a request to its target, or rejects it.</summary>
    public void Send(Request request, GrainId target)
    {
        if (request.IsAbandoned)
        {
            return;
        }

        var isFromGrain = RuntimeContext.Current is not null;
        if (_phase is SiloPhase.Created or SiloPhase.Stopped || (_phase != SiloPhase.Running && !isFromGrain))
        {
            request.Reject(Unavailable(request));
        }
        else
        {
            Deliver(request, target);
        }
    }

    /// <summary>Brings a call from another silo to its target. It counts as the call of a grain: a silo that drains takes it.</summary>
    public void Receive(CallRequest request)
    {
        if (_phase is SiloPhase.Created or SiloPhase.Stopped)
        {
            request.Reject(Unavailable(request));
        }
        else
        {
            Deliver(request, request.Call.Target);
        }
    }

    public SiloUnavailableException Unavailable(Request request) => new(_phase == SiloPhase.Created
        ? $"{request}: the silo has not been started."
        : $"{request}: the silo is shutting down.");

    public void LogRefusedCall(string call) => LogRefusedOneWayCall(call);

    private void Deliver(Request request, GrainId target)
    {
        if (ObserverDirectory.IsObserver(target))
        {
            if (Observers.IsElsewhere(target, out var silo))
            {
                Route.SendToObserver(request, target, silo);
            }
            else
            {
                Observers.Send(request, target);
            }
        }
        else if (!Activations.TrySend(request, target))
        {
            Route.Place(request, target);
        }
    }

    public void LogOneWayFailure(in GrainCall call, Exception failure)
    {
        // Observers come and go without a word, and so does the silo: that is no error.
        var level = failure is ClientNotAvailableException or SiloUnavailableException ? LogLevel.Debug : LogLevel.Error;
        LogOneWayFailure(level, call.Method, call.Target, failure);
    }

    public void Dispose()
    {
        Deadlines.Dispose();
        Activations.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A one-way call from another silo was refused: {Reason}")]
    private partial void LogRefusedOneWayCall(string reason);

    [LoggerMessage(Message = "The one-way call {Method} on {Target} failed.")]
    private partial void LogOneWayFailure(LogLevel level, GrainMethod method, GrainId target, Exception failure);
}
