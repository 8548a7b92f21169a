using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Ties a silo to a head. The silo hosts the grains that the head places on it; every other call goes to the head. While there is no connection,
/// calls to the head wait for one, at the cost of their own response time; the member dials until it is refused or stopped.
/// </summary>
public sealed partial class EmbeddedMember : IClusterLink
{
    private readonly CallRouter _router;
    private readonly ClusteringOptions _options;
    private readonly MemberHello _hello;
    private readonly Func<CancellationToken, Task<WebSocket>> _dial;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly MessageCodec _codec;
    private readonly HeadRoute _route;
    private readonly CancellationTokenSource _stopped = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal EmbeddedMember(
        CallRouter router, ClusteringOptions options, MemberHello hello, Func<CancellationToken, Task<WebSocket>> dial, TimeProvider time, ILogger log)
    {
        options.ThrowIfInvalid();
        (_router, _options, _hello, _dial, _time, _log) = (router, options, hello, dial, time, log);
        _codec = new MessageCodec(router, options);
        _route = new HeadRoute(router);
        router.Route = _route;
    }

    /// <summary>Raised after <see cref="Head"/> has changed, on any thread. Handlers must be quick and must not throw.</summary>
    public event Action? HeadChanged;

    /// <summary>The head that this silo is connected to; null while there is no connection.</summary>
    public SiloAddress? Head { get; private set; }

    /// <summary>
    /// Completes when the silo has stopped; fails with a <see cref="JoinRefusedException"/> when the head does not take it, or not any longer. Then
    /// its grains still run and their calls to the head fail with a <see cref="SiloUnavailableException"/>: the process should stop.
    /// </summary>
    public Task Completion => _completion.Task;

    void IClusterLink.Start() => _ = DialAsync();

    void IClusterLink.BeginLeaving() => _route.Tell(FrameKind.Leaving);

    async Task IClusterLink.StopAsync(CancellationToken giveUp)
    {
        _route.Tell(FrameKind.Goodbye);
        await _stopped.CancelAsync();
        await Task.WhenAny(_completion.Task, Task.Delay(Timeout.Infinite, giveUp));
    }

    private async Task DialAsync()
    {
        var wait = _options.FirstRetry;
        long? taken = null;
        try
        {
            while (!_stopped.IsCancellationRequested)
            {
                var (joined, reason) = await TryConnectAsync(() => _time.GetElapsedTime(taken ??= _time.GetTimestamp()) < _options.MemberSilence + _options.LongestRetry);
                if (_stopped.IsCancellationRequested)
                {
                    break;
                }

                (wait, taken) = joined ? (_options.FirstRetry, null) : (wait, taken);
                var waiting = Task.Delay(wait, _time, _stopped.Token);
                LogDisconnected(reason, wait.TotalSeconds);
                wait = wait * 2 < _options.LongestRetry ? wait * 2 : _options.LongestRetry;
                await waiting;
            }

            _completion.TrySetResult();
        }
        catch (JoinRefusedException refusal)
        {
            LogRefused(refusal.Message);
            _route.Refuse(refusal.Message);
            _completion.TrySetException(refusal);
        }
        catch (OperationCanceledException)
        {
            _completion.TrySetResult();
        }
    }

    /// <summary>Dials once, and serves the connection until it ends, whatever goes wrong.</summary>
    /// <param name="bearsTaken">Whether a head that knows a silo of this name may still be mistaken: it may not have missed an earlier run yet.</param>
    private async Task<(bool Joined, string Reason)> TryConnectAsync(Func<bool> bearsTaken)
    {
        try
        {
            return await ConnectAsync();
        }
        catch (JoinRefusedException refusal) when (refusal.Reason == JoinRefusal.NameTaken && bearsTaken())
        {
            return (false, refusal.Message);
        }
        catch (Exception failure) when (failure is not JoinRefusedException and not OperationCanceledException)
        {
            return (false, failure.Message);
        }
    }

    /// <summary>Dials once, and serves the connection until it ends.</summary>
    /// <returns>Whether the head took the member in, and why the connection ended.</returns>
    /// <exception cref="JoinRefusedException">The head does not take this silo, or not any longer.</exception>
    private async Task<(bool Joined, string Reason)> ConnectAsync()
    {
        WebSocket socket;
        try
        {
            socket = await _dial(_stopped.Token);
        }
        catch (Exception failure) when (failure is not JoinRefusedException)
        {
            return (false, $"the head cannot be reached: {failure.Message}");
        }

        using (socket)
        {
            var peer = new HeadPeer(this);
            peer.Connection = new Connection(socket, _router, _options, _codec, _time, peer);
            peer.Connection.SendControl(FrameKind.Hello, _hello);
            var (reason, unsent) = await peer.Connection.RunAsync(_stopped.Token);
            _route.Disconnect(peer.Connection, unsent);
            if (Head is not null)
            {
                Head = null;
                HeadChanged?.Invoke();
            }

            return peer.Refusal is { } refusal ? throw new JoinRefusedException(refusal.Reason, refusal.Message) : (peer.HasJoined, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "This silo has joined the head {Head} with {Grains} grains.")]
    private partial void LogJoined(SiloAddress head, int grains);

    [LoggerMessage(Level = LogLevel.Warning, Message = "There is no connection to the head: {Reason}. Dialing again in {Seconds} s.")]
    private partial void LogDisconnected(string reason, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The head does not take this silo: {Reason}")]
    private partial void LogRefused(string reason);
}
