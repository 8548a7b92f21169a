using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Tests.Testing;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Embedded.Tests.Clustering;

/// <summary>A head and members in this process, each with a clock of its own, tied together by real sockets.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly List<TestSilo> _silos = [];
    private readonly Dictionary<string, Loopback> _connections = [];

    /// <summary>The head, or null while there is none.</summary>
    public TestSilo? Head { get; private set; }

    public IGrainFactory Grains => Head!.Grains;

    public EmbeddedHead Members => Head!.Get<EmbeddedHead>();

    public Census Census { get; } = new();

    /// <summary>How often silos have dialed.</summary>
    public int Dials { get; private set; }

    public static async Task<TestCluster> StartAsync(Action<ClusteringOptions>? configure = null)
    {
        var cluster = new TestCluster();
        await cluster.StartHeadAsync(configure);
        return cluster;
    }

    public async Task StartHeadAsync(Action<ClusteringOptions>? configure = null)
    {
        Head = await TestSilo.StartAsync(Host("head"), services => AddPlacement(services).AddEmbeddedHead(configure));
        _silos.Add(Head);
    }

    /// <summary>Ends the head as a crash does: its connections break, and nobody is told anything.</summary>
    public void KillHead()
    {
        Head = null;
        foreach (var connection in _connections.Values)
        {
            connection.Cut();
        }
    }

    /// <summary>Starts a member and waits until it has joined.</summary>
    public async Task<TestSilo> JoinAsync(string name, Action<ClusteringOptions>? configure = null, Action<EmbeddedSiloOptions>? silo = null)
    {
        var member = await StartMemberAsync(name, configure, silo);
        await HasJoined(member);
        return member;
    }

    /// <summary>Starts a member, which may join or not.</summary>
    public async Task<TestSilo> StartMemberAsync(string name, Action<ClusteringOptions>? configure = null, Action<EmbeddedSiloOptions>? silo = null)
    {
        var member = await TestSilo.StartAsync(
            options =>
            {
                Host(name)(options);
                silo?.Invoke(options);
            },
            services => AddPlacement(services).AddEmbeddedMember(_ => _ => DialAsync(name), configure));
        _silos.Add(member);
        return member;
    }

    public Task HasJoined(TestSilo member) => Until(() => Members.Members.Any(other => other.SiloAddress.Equals(AddressOf(member))));

    /// <summary>Waits until the members are as they should be.</summary>
    public async Task Until(Func<bool> condition)
    {
        using var changed = new SemaphoreSlim(0);
        var head = Members;
        void OnChanged() => changed.Release();
        head.MembersChanged += OnChanged;
        while (!condition())
        {
            await changed.WaitAsync(TestContext.Current.CancellationToken).Soon();
        }

        head.MembersChanged -= OnChanged;
    }

    /// <summary>Breaks the connection of a member.</summary>
    public void Cut(string name) => CutLater(name)();

    /// <summary>Breaks the connection that a member has now, when it is called.</summary>
    public Action CutLater(string name) => _connections[name].Cut;

    /// <summary>Waits until a member has lost its connection that many times in all, and lets it dial again.</summary>
    public static async Task DialAgain(TestSilo member, int losses = 1)
    {
        await member.Log.Next("Dialing again", losses);
        member.Time.Advance(TimeSpan.FromSeconds(1));
    }

    /// <summary>A grain that is placed on a silo by the first call through this reference.</summary>
    public IProbe Probe(string key, TestSilo on)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, AddressOf(on));
        return Grains.GetGrain<IProbe>(key);
    }

    public static SiloAddress AddressOf(TestSilo silo) => silo.Get<ILocalSiloDetails>().SiloAddress;

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Enumerable.Reverse(_silos))
        {
            await silo.DisposeAsync();
        }

        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private static Action<EmbeddedSiloOptions> Host(string name) => options =>
    {
        options.SiloName = name;
        options.AddGrain<ProbeGrain>().AddGrain<HomeGrain>();
    };

    private IServiceCollection AddPlacement(IServiceCollection services)
    {
        services.AddSingleton(Census);
        services.AddPlacementDirector<HintedPlacement, HintedPlacementDirector>();
        return services;
    }

    private async Task<WebSocket> DialAsync(string name)
    {
        Dials++;
        if (Head is not { } head)
        {
            throw new WebSocketException("nobody listens");
        }

        var connection = await Loopback.OpenAsync();
        _connections[name] = connection;
        _ = head.Get<EmbeddedHead>().AcceptAsync(connection.Server, CancellationToken.None);
        return connection.Client;
    }
}
