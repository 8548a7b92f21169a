using System.Text.Json;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;
using Orleans.Embedded.Tests.Testing;
using static Orleans.Embedded.Tests.Clustering.Frames;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>What a head does with a peer that does not keep to the protocol: it closes that connection with a reason, and goes on.</summary>
public sealed class ProtocolTests
{
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
    public async Task Who_was_refused_does_not_become_a_member_by_going_on()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var peer = await Peer.ConnectAsync(cluster);

        await peer.SendAsync(
        [
            .. Frame(FrameKind.Hello, JsonSerializer.Serialize(new MemberHello(EmbeddedHead.Protocol, "m1", "127.0.0.1:5@5", "another", ""))),
            .. Frame(FrameKind.Announce, "[]"),
            .. Frame(FrameKind.Call, CallBody(GrainInterface.NameOf(typeof(IHome)), "Where()"), number: 1),
        ]);

        await peer.Next(FrameKind.Refused);
        await peer.Ended();
        Assert.Empty(cluster.Members.Members);
        Assert.Equal(0, cluster.Head!.Silo.ActivationCount);
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
}
