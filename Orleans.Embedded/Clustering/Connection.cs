using System.Net.WebSockets;
using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Clustering;

/// <summary>
/// One WebSocket between a head and a member: numbers the calls that go out, settles them by the answers, and fails those that are
/// left when it ends. This part begins and ends it; <c>Connection.Sending.cs</c> writes, <c>Connection.Receiving.cs</c> reads.
/// </summary>
internal sealed partial class Connection
{
    private const int BatchBytes = 64 * 1024;

    private readonly WebSocket _socket;
    private readonly CallRouter _router;
    private readonly ClusteringOptions _options;
    private readonly MessageCodec _codec;
    private readonly IPeer _peer;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, CallRequest> _pending = [];
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _pings;
    private volatile bool _isClosed;
    private string? _reason;
    private int _silentPings;
    private int _closingPings;

    public Connection(WebSocket socket, CallRouter router, ClusteringOptions options, MessageCodec codec, TimeProvider time, IPeer peer)
    {
        (_socket, _router, _options, _codec, _peer) = (socket, router, options, codec, peer);
        _pings = time.CreateTimer(static self => ((Connection)self!).OnPing(), this, options.PingPeriod, options.PingPeriod);
    }

    /// <summary>Writes and reads until the connection ends, from whichever side.</summary>
    /// <returns>Why it ended, for people, and the calls that were never written.</returns>
    public async Task<(string Reason, List<CallRequest> Unsent)> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = cancellationToken.UnsafeRegister(static self => ((Connection)self!).Close("this side stops"), this);
        var writing = WriteAsync();
        try
        {
            await ReadAsync(_ended.Token);
            Close("the other side has closed the connection");
        }
        catch (MalformedFrameException failure)
        {
            Close($"the other side sent what is not of the protocol: {failure.Message}");
        }
        catch (Exception failure)
        {
            End($"the connection broke: {failure.Message}");
        }

        var unsent = Settle();
        await writing;
        await _pings.DisposeAsync();
        _socket.Abort();
        return (_reason!, unsent);
    }

    /// <summary>Ends the connection after what was sent before has been written.</summary>
    public void Close(string reason)
    {
        lock (_lock)
        {
            _reason ??= reason;
            _isClosed = true;
        }

        _frames.Writer.TryComplete();
    }

    private void End(string reason)
    {
        Close(reason);
        _ = _ended.CancelAsync();
    }

    private void OnPing()
    {
        // Counted in ticks, so that a process that was suspended itself listens before it judges the others.
        var limit = _options.MemberSilence / _options.PingPeriod;
        if (Interlocked.Increment(ref _silentPings) > limit)
        {
            End($"nothing was heard from the other side for {_options.MemberSilence.TotalSeconds:0.###} s");
        }
        else if (_isClosed)
        {
            if (++_closingPings > limit)
            {
                End("the other side does not close the connection");
            }
        }
        else
        {
            SendControl(FrameKind.Ping);
        }
    }

    // Callers' continuations run elsewhere, so this takes no time.
    private List<CallRequest> Settle()
    {
        List<CallRequest> pending, unsent;
        lock (_lock)
        {
            pending = [.. _pending.Values];
            unsent = [.. _line.Select(entry => entry.Call)];
            _pending.Clear();
            _line.Clear();
        }

        pending.ForEach(call => call.Reject(_peer.Lost(call, _reason!)));
        foreach (var (_, call) in _incoming)
        {
            call.Abandon(cancel: false);
        }

        _incoming.Clear();
        return unsent;
    }
}
