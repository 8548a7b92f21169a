using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Orleans.Embedded.Activations;
using Orleans.Embedded.Calls;
using Orleans.Embedded.Clustering;

namespace Orleans.Embedded;

/// <summary>
/// The middle of a cluster of embedded silos: an ordinary silo that accepts members. It decides where grains live, and every call between silos goes
/// through it. Grains without a placement director live on it.
/// </summary>
public sealed partial class EmbeddedHead : IClusterLink
{
    /// <summary>The version of the protocol between silos; heads and members of different versions do not work together.</summary>
    public const int Protocol = 1;

    private readonly CallRouter _router;
    private readonly ClusteringOptions _options;
    private readonly string _clusterId;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly MessageCodec _codec;
    private readonly CancellationTokenSource _stopped = new();

    internal EmbeddedHead(CallRouter router, ClusteringOptions options, string clusterId, TimeProvider time, ILogger log)
    {
        options.ThrowIfInvalid();
        (_router, _options, _clusterId, _time, _log) = (router, options, clusterId, time, log);
        _codec = new MessageCodec(router, options);
    }

    /// <summary>Raised after <see cref="Members"/> has changed, on any thread. Handlers must be quick and must not throw.</summary>
    public event Action? MembersChanged;

    /// <summary>The members as they are now, in the order of their names; the head itself is none.</summary>
    public IReadOnlyList<ClusterMember> Members => _router.Placement.Members;

    /// <summary>
    /// Takes a member in over a WebSocket that it has opened, and serves it until the connection ends. Whether the dialer may join at all (a token, for
    /// instance) is to be checked before.
    /// </summary>
    /// <param name="socket">Open. It is closed at the end, and disposed by the caller.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    /// <returns>Completes when the connection has ended, for whatever reason; the reason is logged.</returns>
    public async Task AcceptAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopped.Token);
        var peer = new MemberPeer(this);
        peer.Connection = new Connection(socket, _router, _options, _codec, _time, peer);
        if (_router.Phase != SiloPhase.Running)
        {
            peer.Connection.Close("the head does not run");
        }

        var (reason, unsent) = await peer.Connection.RunAsync(end.Token);
        peer.OnDisconnected(reason, unsent);
    }

    void IClusterLink.Start()
    {
        // Members come by themselves.
    }

    void IClusterLink.BeginLeaving()
    {
        // The members' grains stay where they are and wait for the next head.
    }

    Task IClusterLink.StopAsync(CancellationToken giveUp) => _stopped.CancelAsync();

    /// <exception cref="JoinRefusedException">The member is not admitted.</exception>
    private void Check(MemberHello hello)
    {
        if (hello.Protocol != Protocol)
        {
            throw new JoinRefusedException(
                JoinRefusal.Protocol, $"Silo '{hello.Name}' speaks version {hello.Protocol} of the protocol between silos, the head speaks version {Protocol}: run the same release on both.");
        }

        if (hello.ClusterId != _clusterId)
        {
            throw new JoinRefusedException(JoinRefusal.Cluster, $"Silo '{hello.Name}' wants to join cluster '{hello.ClusterId}'; this is cluster '{_clusterId}'.");
        }

        if (hello.Version != _options.Version)
        {
            throw new JoinRefusedException(
                JoinRefusal.Version, $"Silo '{hello.Name}' is of version '{hello.Version}', the head is of version '{_options.Version}': run the same release on both.");
        }

        if (string.IsNullOrWhiteSpace(hello.Name) || !Runtime.SiloAddress.TryParse(hello.Silo, out _))
        {
            throw new JoinRefusedException(JoinRefusal.Identity, $"'{hello.Name}' at '{hello.Silo}' is not a name and a silo address (address:port@generation).");
        }

        // Asked again when the member has announced its grains: two may come at the same moment.
        if (Members.FirstOrDefault(member => member.Name == hello.Name) is { } known)
        {
            PlacementDirectory.CheckName(known, Runtime.SiloAddress.FromParsableString(hello.Silo));
        }

        if (_options.Admit(hello) is { } reason)
        {
            throw new JoinRefusedException(JoinRefusal.NotAdmitted, reason);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} ({Address}, version {Version}) has joined with {Grains} grains.")]
    private partial void LogJoined(string name, Runtime.SiloAddress address, string version, int grains);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A silo was refused: {Reason}")]
    private partial void LogRefused(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Name} ({Address}) has left: {Reason}.")]
    private partial void LogLeft(string name, Runtime.SiloAddress address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Name} ({Address}) is lost: {Reason}.")]
    private partial void LogLost(string name, Runtime.SiloAddress address, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A connection ended before a silo had joined: {Reason}.")]
    private partial void LogNeverJoined(string reason);
}
