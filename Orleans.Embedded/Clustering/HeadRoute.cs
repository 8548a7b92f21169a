using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <summary>A member's way to everything that is not active here: the connection to the head, or the line of calls that wait for one.</summary>
internal sealed class HeadRoute(CallRouter router) : ICallRoute
{
    private const int MostOneWay = 1000;

    private readonly Lock _lock = new();
    private readonly List<CallRequest> _line = [];
    private Connection? _connection;
    private string? _refusal;
    private int _sweepAt = MostOneWay;

    public void Place(Request request, GrainId target)
    {
        if (request is IIncomingCall incoming)
        {
            incoming.Return();
        }
        else
        {
            Send(request);
        }
    }

    public void SendToObserver(Request request, GrainId target, SiloAddress silo) => Send(request);

    public void OnEnded(Activation activation)
    {
        Connection? connection;
        lock (_lock)
        {
            connection = _connection;
        }

        connection?.SendControl(FrameKind.Ended, new PlacedGrain(activation.GrainId.ToString(), activation.Epoch));
    }

    public void Tell(FrameKind kind)
    {
        lock (_lock)
        {
            _connection?.SendControl(kind);
        }
    }

    /// <summary>There is a connection: announces the grains that are active here, then sends what waited.</summary>
    /// <returns>The number of grains.</returns>
    public int Connect(Connection connection)
    {
        lock (_lock)
        {
            var grains = router.Activations.All.Select(activation => new PlacedGrain(activation.GrainId.ToString(), activation.Epoch)).ToArray();
            connection.SendControl(FrameKind.Announce, grains);
            if (router.Phase != SiloPhase.Running)
            {
                connection.SendControl(FrameKind.Leaving);
            }

            var waiting = _line.ToList();
            _line.Clear();
            _connection = connection;
            waiting.ForEach(SendUnderLock);
            return grains.Length;
        }
    }

    /// <summary>The connection has ended; what it had not sent waits for the next.</summary>
    public void Disconnect(Connection connection, List<CallRequest> unsent)
    {
        lock (_lock)
        {
            if (_connection == connection)
            {
                _connection = null;
            }

            unsent.ForEach(SendUnderLock);
        }
    }

    /// <summary>There will be no other connection.</summary>
    public void Refuse(string reason)
    {
        lock (_lock)
        {
            _refusal = reason;
            _line.ForEach(SendUnderLock);
            _line.Clear();
        }
    }

    private void Send(Request request)
    {
        if (request is not CallRequest call)
        {
            request.Reject(new NotSupportedException($"{request}: streams do not leave their silo."));
            return;
        }

        Connection? connection;
        lock (_lock)
        {
            connection = _connection;
            if (connection is null)
            {
                SendUnderLock(call);
                return;
            }
        }

        if (connection.Send(call) == SendOutcome.Closed)
        {
            // The connection has ended and this will be told soon.
            lock (_lock)
            {
                _connection = _connection == connection ? null : _connection;
                SendUnderLock(call);
            }
        }
    }

    private void SendUnderLock(CallRequest call)
    {
        if (call.IsAbandoned || _connection?.Send(call) is SendOutcome.Sent or SendOutcome.Rejected)
        {
            return;
        }

        if (_refusal is not null)
        {
            call.Reject(new SiloUnavailableException($"{call}: the head does not take this silo: {_refusal}"));
            return;
        }

        if (call.Call.Method.IsOneWay && _line.Count >= MostOneWay)
        {
            call.Reject(new OrleansMessageRejectionException($"{call}: there is no connection to the head."));
            return;
        }

        if (_line.Count >= _sweepAt)
        {
            // Calls whose callers have given up would pile up while the head is away.
            _line.RemoveAll(waiting => waiting.IsAbandoned);
            _sweepAt = Math.Max(MostOneWay, 2 * _line.Count);
        }

        _line.Add(call);
    }
}
