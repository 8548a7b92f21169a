using ActorTraining.Experiments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo.Runtime;

/// <summary>Calls the grains of a cluster of Microsoft Orleans from a process that hosts none.</summary>
public sealed class OrleansClient : IAsyncDisposable
{
    private readonly IHost _host;

    private OrleansClient(IHost host) => _host = host;

    /// <summary>The cluster's grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects to the cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="patience">How long to wait for a first silo.</param>
    /// <param name="logging">Where log messages go; null for nowhere.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">The database cannot be used, or no silo of the cluster answers.</exception>
    public static async Task<OrleansClient> ConnectAsync(OrleansClusterOptions cluster, TimeSpan patience, Action<ILoggingBuilder>? logging = null, CancellationToken cancel = default)
    {
        await OrleansCluster.PrepareAsync(cluster, cancel);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.Services.AddLogging(to => logging?.Invoke(to));
        builder.UseOrleansClient(orleans => OrleansCluster.ConfigureClient(orleans, cluster, patience, TimeProvider.System));
        var client = new OrleansClient(builder.Build());
        try
        {
            await client._host.StartAsync(cancel);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
