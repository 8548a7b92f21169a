using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Hosting;
using Orleans.Embedded.Observers;
using Orleans.Embedded.Streams;
using Orleans.Runtime;

namespace Orleans.Embedded.Calls;

/// <summary>
/// Takes calls from references and brings them to their target. This is the seam for a transport: a <see cref="GrainCall"/> is
/// data, so a router may as well send it to another process and settle the pending call with what comes back.
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
        Deadlines = new ResponseDeadlines(time, options.ResponseTimeout);
        Activations = new ActivationDirectory(new ActivationEnvironment(
            this, options, services.GetRequiredService<IServiceScopeFactory>(), time, logging.CreateLogger<Activation>()));
    }

    public GrainClasses Classes { get; }

    public GrainFactory Grains { get; }

    public ActivationDirectory Activations { get; }

    public ObserverDirectory Observers { get; } = new();

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
        else if (ObserverDirectory.IsObserver(target))
        {
            Observers.Send(request, target);
        }
        else
        {
            Activations.Send(request, target);
        }
    }

    public SiloUnavailableException Unavailable(Request request) => new(_phase == SiloPhase.Created
        ? $"{request}: the silo has not been started."
        : $"{request}: the silo is shutting down.");

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

    [LoggerMessage(Message = "The one-way call {Method} on {Target} failed.")]
    private partial void LogOneWayFailure(LogLevel level, GrainMethod method, GrainId target, Exception failure);
}
