using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Tests.Testing;
using static Orleans.Embedded.Tests.Clustering.Frames;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>A member by hand.</summary>
internal sealed class Peer(Loopback connection) : IDisposable
{
    private readonly Queue<(FrameKind Kind, string Body)> _frames = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public WebSocket Socket => connection.Client;

    public static async Task<Peer> ConnectAsync(TestCluster cluster)
    {
        var connection = await Loopback.OpenAsync();
        _ = cluster.Members.AcceptAsync(connection.Server, Cancellation);
        return new Peer(connection);
    }

    public static async Task<Peer> JoinAsync(TestCluster cluster)
    {
        var peer = await ConnectAsync(cluster);
        await peer.SendAsync(Frame(FrameKind.Hello, JsonSerializer.Serialize(new MemberHello(EmbeddedHead.Protocol, "peer", "127.0.0.1:5@5", "embedded", ""))));
        await peer.Next(FrameKind.Welcome);
        await peer.SendAsync(Frame(FrameKind.Announce, "[]"));
        await cluster.Until(() => cluster.Members.Members.Count == 1);
        return peer;
    }

    public Task SendAsync(byte[] message) => Socket.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, Cancellation).Soon();

    public async Task<string> Next(FrameKind kind)
    {
        while (true)
        {
            while (_frames.TryDequeue(out var frame))
            {
                if (frame.Kind == kind)
                {
                    return frame.Body;
                }
            }

            Assert.True(await ReceiveAsync(), $"The connection ended before {kind}: {Socket.CloseStatusDescription}");
        }
    }

    public async Task Ended()
    {
        while (await ReceiveAsync())
        {
        }
    }

    public void Dispose() => connection.Dispose();

    private async Task<bool> ReceiveAsync()
    {
        var buffer = new byte[1 << 20];
        var length = 0;
        ValueWebSocketReceiveResult read;
        do
        {
            read = await Socket.ReceiveAsync(buffer.AsMemory(length), Cancellation).AsTask().Soon();
            length += read.Count;
        }
        while (!read.EndOfMessage);
        for (var at = 0; at < length;)
        {
            var end = at + 4 + BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(at));
            _frames.Enqueue(((FrameKind)buffer[at + 4], Encoding.UTF8.GetString(buffer.AsSpan(at + FrameWriter.HeaderLength, end - at - FrameWriter.HeaderLength))));
            at = end;
        }

        return read.MessageType != WebSocketMessageType.Close;
    }
}
