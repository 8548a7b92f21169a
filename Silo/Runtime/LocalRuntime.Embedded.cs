using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace ActorTraining.Silo.Runtime;

/// <summary>Hosts the grains of a process that is a cluster of its own: on the embedded runtime.</summary>
internal sealed class LocalRuntime : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private LocalRuntime(ServiceProvider services) => _services = services;

    /// <summary>What the process consists of, the grain factory among it.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Puts a process together; nothing runs yet.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="add">Adds the services of the grains.</param>
    public static LocalRuntime Create(string silo, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        services.AddGrains(silo, cluster: silo);
        return new LocalRuntime(services.BuildServiceProvider());
    }

    /// <summary>Starts the silo; grains can be called then.</summary>
    public Task StartAsync(CancellationToken cancel) => _services.GetRequiredService<EmbeddedSilo>().StartAsync(cancel);

    /// <summary>Deactivates all grains and stops the silo.</summary>
    public Task StopAsync() => _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
