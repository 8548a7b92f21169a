using System.Net;
using System.Reflection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Settings of an embedded silo. The times have the names and defaults that they have in Orleans.</summary>
public sealed class EmbeddedSiloOptions
{
    private readonly HashSet<Type> _grainClasses = [];

    /// <summary>The name of the silo, for people.</summary>
    public string SiloName { get; set; } = "embedded";

    /// <summary>The name of the cluster.</summary>
    public string ClusterId { get; set; } = "embedded";

    /// <summary>
    /// The endpoint in the silo's address. Nothing listens there: it tells silos apart. Default: an address and a port of
    /// <c>127.0.0.0/8</c> by chance; another value must be unique in the cluster.
    /// </summary>
    public IPEndPoint Endpoint { get; set; } = new(IPAddress.Loopback, 0);

    /// <summary>How long a caller waits for an answer; above zero. The call itself goes on. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation stays in memory without a call; above zero. Default: 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for; above zero. Default: 1 minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a grain may take to activate; above zero. Default: 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a grain may take in <c>OnDeactivateAsync</c>; above zero. Default: 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a stop lets grains go on calling each other until nothing runs any more, before it deactivates them; above zero.
    /// Default: 5 seconds.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stop takes in all, with running calls and deactivations; above zero. Default: 30 seconds.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal IReadOnlyCollection<Type> GrainClasses => _grainClasses;

    /// <summary>Hosts every grain class of an assembly.</summary>
    /// <returns>These options, to go on with.</returns>
    public EmbeddedSiloOptions AddGrains(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        _grainClasses.UnionWith(assembly.GetTypes().Where(GrainClass.IsGrainClass));
        return this;
    }

    /// <summary>Hosts one grain class.</summary>
    /// <typeparam name="TGrain">The class.</typeparam>
    /// <returns>These options, to go on with.</returns>
    public EmbeddedSiloOptions AddGrain<TGrain>()
        where TGrain : class, IGrain
    {
        _grainClasses.Add(typeof(TGrain));
        return this;
    }

    internal IEnumerable<string> Errors()
    {
        (string Name, TimeSpan Value)[] times =
        [
            (nameof(ResponseTimeout), ResponseTimeout),
            (nameof(CollectionAge), CollectionAge),
            (nameof(CollectionQuantum), CollectionQuantum),
            (nameof(ActivationTimeout), ActivationTimeout),
            (nameof(DeactivationTimeout), DeactivationTimeout),
            (nameof(DrainTimeout), DrainTimeout),
            (nameof(StopTimeout), StopTimeout),
        ];
        return times.Where(time => time.Value <= TimeSpan.Zero).Select(time => $"{nameof(EmbeddedSiloOptions)}.{time.Name}: {time.Value} is not above zero.");
    }
}
