using System.Net;
using System.Net.Sockets;
using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ActorTraining.Silo.Tests.Runtime;

/// <summary>Silos of Microsoft Orleans find each other in PostgreSQL.</summary>
public sealed class OrleansClusterTests(SharedPostgres postgres) : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(120));
    private OrleansClusterOptions _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = new OrleansClusterOptions { ConnectionString = await postgres.CreateDatabaseAsync(), ClusterId = "tests" };

    public async ValueTask DisposeAsync()
    {
        await postgres.DropDatabaseAsync(_cluster.ConnectionString);
        _patience.Dispose();
    }

    [Fact]
    public async Task A_silo_of_another_cluster_in_the_same_database_is_not_seen_and_the_client_is_told()
    {
        using var other = await StartSiloAsync("other");

        var error = await Assert.ThrowsAsync<StoreException>(
            () => OrleansClient.ConnectAsync(_cluster with { ClusterId = "elsewhere" }, TimeSpan.FromSeconds(1), cancel: _patience.Token));

        Assert.Contains("no silo of the cluster 'elsewhere' answers", error.Message);
        await other.StopAsync(_patience.Token);
    }

    [Fact]
    public async Task The_tables_are_made_once_however_many_silos_start_together()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OrleansCluster.PrepareAsync(_cluster, _patience.Token)));

        await using var database = NpgsqlDataSource.Create(_cluster.ConnectionString);
        await using var count = database.CreateCommand("SELECT count(*) FROM OrleansQuery");
        Assert.Equal(9L, await count.ExecuteScalarAsync(_patience.Token));
    }

    [Fact]
    public async Task A_database_that_is_away_is_named()
    {
        var away = new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Port = FreePort() };

        var error = await Assert.ThrowsAsync<StoreException>(() => OrleansCluster.PrepareAsync(_cluster with { ConnectionString = away.ToString() }, _patience.Token));

        Assert.Contains($"127.0.0.1:{away.Port}/{away.Database}", error.Message);
    }

    private async Task<IHost> StartSiloAsync(string name)
    {
        await OrleansCluster.PrepareAsync(_cluster, _patience.Token);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.UseOrleans(orleans => OrleansCluster.ConfigureSilo(
            orleans,
            new OrleansSiloOptions { Cluster = _cluster, Name = name, SiloPort = FreePort(), GatewayPort = FreePort() }));
        var host = builder.Build();
        await host.StartAsync(_patience.Token);
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
