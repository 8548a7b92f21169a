using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorTraining.Silo.Runtime;

/// <summary>Hosts the grains of a process that is a cluster of its own: on Microsoft Orleans, a silo that nobody else joins.</summary>
internal sealed class LocalRuntime : IAsyncDisposable
{
    private readonly IHost _host;

    private LocalRuntime(IHost host) => _host = host;

    /// <summary>What the process consists of, the grain factory among it.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Puts a process together; nothing runs yet.</summary>
    /// <param name="silo">The silo's name.</param>
    /// <param name="add">Adds the services of the grains.</param>
    public static LocalRuntime Create(string silo, Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        add(builder.Services);
        builder.UseOrleans(orleans =>
        {
            var cluster = $"local-{Guid.NewGuid():n}";
            // Nobody calls from outside, so there is no gateway.
            orleans.UseLocalhostClustering(FreePort(), gatewayPort: 0, serviceId: cluster, clusterId: cluster);
            orleans.ConfigureGrains(silo);
        });
        return new LocalRuntime(builder.Build());
    }

    /// <summary>Starts the silo; grains can be called then.</summary>
    public Task StartAsync(CancellationToken cancel) => _host.StartAsync(cancel);

    /// <summary>Deactivates all grains and stops the silo.</summary>
    public Task StopAsync() => _host.StopAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
