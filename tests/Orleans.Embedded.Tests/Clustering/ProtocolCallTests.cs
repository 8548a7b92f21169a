using System.Net.WebSockets;
using System.Text.Json;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;
using static Orleans.Embedded.Tests.Clustering.Frames;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>What a head does with calls and answers of a member that are not as they should be.</summary>
public sealed class ProtocolCallTests
{
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
    public async Task One_way_calls_are_refused_while_too_much_waits_for_a_peer_that_does_not_read()
    {
        await using var cluster = await TestCluster.StartAsync(options => options.SendBufferBytes = 1_000_000);
        using var peer = await Peer.JoinAsync(cluster);
        RequestContext.Set(Orleans.Runtime.Placement.IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString("127.0.0.1:5@5"));
        var probe = cluster.Grains.GetGrain<IProbe>("a");
        var first = probe.Call();
        await peer.Next(FrameKind.Call);
        var calls = Enumerable.Range(0, 30).Select(_ => probe.Take(new byte[1_000_000])).ToArray();

        await probe.Note("hello");

        Assert.Contains("too much waits", (await cluster.Head!.Log.Next<OrleansMessageRejectionException>()).Exception!.Message);
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        peer.Dispose();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => first.Soon());
        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<SiloUnavailableException>(() => call.Soon());
        }
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
}
