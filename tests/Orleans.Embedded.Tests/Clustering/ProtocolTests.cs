using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>What a head does with a peer that does not keep to the protocol: it closes that connection with a reason, and goes on.</summary>
public sealed class ProtocolTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "its header", [1, 2, 3] },
        { "says that it has", Frame(FrameKind.Ping, [], length: 1000) },
        { "says that it has", Frame(FrameKind.Ping, [], length: -5) },
        { "no frames of kind 99", Frame((FrameKind)99, []) },
        { "a call came before", Frame(FrameKind.Call, CallBody("IHome", "Where()")) },
        { "out of place", Frame(FrameKind.Welcome, "{}") },
        { "out of place", Frame(FrameKind.Announce, "[]") },
        { "has not announced", Frame(FrameKind.Goodbye, []) },
        { "MemberHello cannot be read", Frame(FrameKind.Hello, "no json") },
        { "MemberHello cannot be read", Frame(FrameKind.Hello, """{"Protocol":1}""") },
        { "MemberHello is null", Frame(FrameKind.Hello, "null") },
        { "a frame ends", Frame(FrameKind.Abandon, []) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_malformed_message_closes_the_connection_with_a_reason(string reason, byte[] message)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.ConnectAsync(cluster);

        await peer.SendAsync(message);

        await peer.Ended();
        Assert.Contains("not of the protocol", peer.Socket.CloseStatusDescription);
        await cluster.Head!.Log.Next(reason);
        Assert.Equal("m1", await cluster.Probe("a", on: await cluster.JoinAsync("m1")).Where().Soon());
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 127 })]
    public async Task A_malformed_call_closes_the_connection_of_a_member_with_a_reason(byte[] body)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.JoinAsync(cluster);

        await peer.SendAsync(Frame(FrameKind.Call, body));

        await cluster.Head!.Log.Next("a frame ends");
        await cluster.Until(() => cluster.Members.Members.Count == 0);
    }

    [Fact]
    public async Task A_message_that_is_too_long_closes_the_connection()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.MaxMessageBytes = 100_000);
        using var peer = await Peer.ConnectAsync(cluster);

        await peer.SendAsync(new byte[300_000]);

        await cluster.Head!.Log.Next("longer than 100,000 bytes");
    }

    [Fact]
    public async Task Another_version_of_the_protocol_is_refused_with_a_message()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.ConnectAsync(cluster);

        await peer.SendAsync(Frame(FrameKind.Hello, JsonSerializer.Serialize(new MemberHello(99, "future", "127.0.0.1:5@5", "embedded", ""))));

        var refusal = await peer.Next(FrameKind.Refused);
        Assert.Contains("version 99", refusal);
        Assert.Contains($"\"Reason\":{(int)JoinRefusal.Protocol}", refusal);
        await peer.Ended();
    }

    [Fact]
    public async Task A_member_without_a_name_or_a_proper_address_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        foreach (var hello in new[] { new MemberHello(EmbeddedHead.Protocol, " ", "127.0.0.1:5@5", "embedded", ""), new(EmbeddedHead.Protocol, "m1", "here", "embedded", "") })
        {
            using var peer = await Peer.ConnectAsync(cluster);
            await peer.SendAsync(Frame(FrameKind.Hello, JsonSerializer.Serialize(hello)));
            Assert.Contains($"\"Reason\":{(int)JoinRefusal.Identity}", await peer.Next(FrameKind.Refused));
        }
    }

    [Fact]
    public async Task An_address_that_belongs_to_another_silo_is_refused()
    {
        await using var cluster = await TestCluster.StartAsync();
        var member = await cluster.JoinAsync("m1");
        foreach (var other in new[] { cluster.Head!, member })
        {
            using var peer = await Peer.ConnectAsync(cluster);
            var hello = new MemberHello(EmbeddedHead.Protocol, "m2", TestCluster.AddressOf(other).ToParsableString(), "embedded", "");
            await peer.SendAsync(Frame(FrameKind.Hello, JsonSerializer.Serialize(hello)));
            await peer.SendAsync(Frame(FrameKind.Announce, "[]"));
            Assert.Contains($"\"Reason\":{(int)JoinRefusal.Identity}", await peer.Next(FrameKind.Refused));
        }

        Assert.Equal(["m1"], cluster.Members.Members.Select(other => other.Name));
    }

    [Theory]
    [InlineData("INothing", "Where()", "home/h", "[]", "No interface of this silo is called INothing")]
    [InlineData(null, "What(String)", "home/h", "[]", "has no method What(String)")]
    [InlineData(null, "Greet(String)", "nothing/h", "[\"ann\"]", "no grain class is called 'nothing'")]
    [InlineData(null, "Greet(String)", "nothing", "[\"ann\"]", "not the identity of a grain")]
    [InlineData(null, "Greet(String)", "home/h", "[5]", "could not be converted")]
    [InlineData(null, "Greet(String)", "home/h", "", "cannot take the call")]
    public async Task A_call_that_cannot_be_made_fails_and_the_connection_lives(string? interfaceName, string method, string target, string arguments, string reason)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.JoinAsync(cluster);

        await peer.SendAsync(Frame(FrameKind.Call, CallBody(interfaceName ?? GrainInterface.NameOf(typeof(IHome)), method, target, arguments), number: 7));
        Assert.Contains(reason, JsonDocument.Parse(await peer.Next(FrameKind.Failure)).RootElement.GetProperty("Message").GetString());

        await peer.SendAsync(Frame(FrameKind.Call, CallBody(GrainInterface.NameOf(typeof(IHome)), "Greet(String)", "home/h", "[\"ann\"]"), number: 8));
        Assert.Equal("\"head greets ann\"", await peer.Next(FrameKind.Result));
    }

    [Fact]
    public async Task Answers_to_calls_that_were_never_made_are_of_no_interest()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.JoinAsync(cluster);

        await peer.SendAsync(Frame(FrameKind.Result, "1", number: 5));
        await peer.SendAsync(Frame(FrameKind.Failure, """{"Type":"System.Exception","Message":"x","Stack":null,"Inner":null}""", number: 6));
        await peer.SendAsync(Frame(FrameKind.Abandon, [1], number: 7));

        await peer.SendAsync(Frame(FrameKind.Call, CallBody(GrainInterface.NameOf(typeof(IHome)), "Greet(String)", "home/h", "[\"ann\"]"), number: 8));
        Assert.Equal("\"head greets ann\"", await peer.Next(FrameKind.Result));
    }

    [Fact]
    public async Task A_peer_that_takes_no_answers_loses_its_connection()
    {
        await using var cluster = await TestCluster.StartAsync(options =>
        {
            options.MaxMessageBytes = 100_000;
            options.SendBufferBytes = options.MaxBufferBytes = 1_000_000;
        });
        using var peer = await Peer.JoinAsync(cluster);
        var name = GrainInterface.NameOf(typeof(IProbe));

        try
        {
            for (var number = 1; number < 10_000; number++)
            {
                await peer.SendAsync(Frame(FrameKind.Call, CallBody(name, "Bytes(Int32)", "probe/a", "[60000]"), number));
            }
        }
        catch (Exception failure) when (failure is WebSocketException or IOException)
        {
            // The head has closed the connection.
        }

        await cluster.Head!.Log.Next("does not take them");
        await cluster.Until(() => cluster.Members.Members.Count == 0);
    }

    [Fact]
    public async Task An_exception_of_an_unknown_type_is_named()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.JoinAsync(cluster);
        RequestContext.Set(Orleans.Runtime.Placement.IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString("127.0.0.1:5@5"));
        var call = cluster.Grains.GetGrain<IProbe>("a").Call();

        await peer.Next(FrameKind.Call);
        await peer.SendAsync(Frame(FrameKind.Failure, """{"Type":"Some.Where.OtherException","Message":"it broke","Stack":"   at There","Inner":null}""", number: 1));

        var failure = await Assert.ThrowsAsync<OrleansException>(() => call.Soon());
        Assert.Equal("Some.Where.OtherException: it broke", failure.Message);
        Assert.Contains("at There", failure.StackTrace);
    }

    [Fact]
    public async Task A_type_that_is_no_exception_is_not_made()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.JoinAsync(cluster);
        RequestContext.Set(Orleans.Runtime.Placement.IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString("127.0.0.1:5@5"));
        var call = cluster.Grains.GetGrain<IProbe>("a").Call();

        await peer.Next(FrameKind.Call);
        await peer.SendAsync(Frame(FrameKind.Failure, """{"Type":"System.IO.FileInfo","Message":"/tmp/x","Stack":null,"Inner":null}""", number: 1));

        Assert.Equal("System.IO.FileInfo: /tmp/x", (await Assert.ThrowsAsync<OrleansException>(() => call.Soon())).Message);
    }

    private static byte[] Frame(FrameKind kind, string body, long number = 0) => Frame(kind, Encoding.UTF8.GetBytes(body), number);

    private static byte[] Frame(FrameKind kind, byte[] body, long number = 0, int? length = null)
    {
        var frame = new byte[FrameWriter.HeaderLength + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length ?? (frame.Length - 4));
        frame[4] = (byte)kind;
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(5), number);
        body.CopyTo(frame, FrameWriter.HeaderLength);
        return frame;
    }

    private static byte[] CallBody(string interfaceName, string method, string target = "home/h", string arguments = "[]")
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writer.Write((byte)0);
        writer.Write(0L);
        foreach (var text in new[] { target, interfaceName, method })
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }

        writer.Write((byte)0);
        writer.Write(Encoding.UTF8.GetBytes(arguments));
        writer.Flush();
        return body.ToArray();
    }

    /// <summary>A member by hand.</summary>
    private sealed class Peer(Loopback connection) : IDisposable
    {
        private readonly Queue<(FrameKind Kind, string Body)> _frames = new();

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
}
