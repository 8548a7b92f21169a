using System.Net;
using System.Net.WebSockets;
using ActorTraining.Silo.Web;
using Orleans.Embedded;

namespace ActorTraining.Silo.Members;

/// <summary>Opens the connection of a member to its head.</summary>
/// <param name="head">The head's address.</param>
/// <param name="token">The cluster's secret; null where it has none.</param>
internal sealed class HeadDialer(Uri head, string? token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Uri _address = new UriBuilder(head) { Scheme = head.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = JoinEndpoint.Path }.Uri;

    /// <summary>Opens it.</summary>
    /// <exception cref="JoinRefusedException">The head does not accept the secret, or what listens there is no head.</exception>
    /// <exception cref="WebSocketException">The head is away.</exception>
    public async Task<WebSocket> DialAsync(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        try
        {
            await socket.ConnectAsync(_address, patience.Token);
            return socket;
        }
        catch (Exception e)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw status switch
            {
                HttpStatusCode.Unauthorized => new JoinRefusedException(JoinRefusal.NotAdmitted, $"the head at {head} does not accept this silo's token: --token-file has to name the same secret on both"),
                HttpStatusCode.NotFound => new JoinRefusedException(JoinRefusal.NotAdmitted, $"no head listens at {head}: it is a member itself, a silo of Microsoft Orleans, or something else"),
                _ when e is OperationCanceledException && !cancel.IsCancellationRequested => new WebSocketException($"no answer from {head} within {Patience.TotalSeconds} s"),
                _ => e,
            };
        }
    }
}
