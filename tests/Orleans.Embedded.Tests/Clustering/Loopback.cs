using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>A WebSocket over a TCP connection within this process.</summary>
internal sealed class Loopback : IDisposable
{
    private readonly TcpClient _client;
    private readonly TcpClient _server;

    private Loopback(TcpClient client, TcpClient server)
    {
        (_client, _server) = (client, server);
        Client = WebSocket.CreateFromStream(client.GetStream(), new WebSocketCreationOptions { IsServer = false });
        Server = WebSocket.CreateFromStream(server.GetStream(), new WebSocketCreationOptions { IsServer = true });
    }

    public WebSocket Client { get; }

    public WebSocket Server { get; }

    public static async Task<Loopback> OpenAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var client = new TcpClient { NoDelay = true };
        var accept = listener.AcceptTcpClientAsync();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        var server = await accept;
        server.NoDelay = true;
        return new Loopback(client, server);
    }

    /// <summary>Breaks the connection without a word.</summary>
    public void Cut()
    {
        _client.Client.Close(0);
        _server.Client.Close(0);
    }

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
        _client.Dispose();
        _server.Dispose();
    }
}
