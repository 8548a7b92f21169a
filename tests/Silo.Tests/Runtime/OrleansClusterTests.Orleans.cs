using System.Diagnostics;
using ActorTraining.Experiments;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace ActorTraining.Silo.Tests.Runtime;

/// <summary>Silos of Microsoft Orleans find each other in PostgreSQL, and miss one that dies.</summary>
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
    public async Task A_killed_silo_is_missed_within_five_seconds_and_its_grains_answer_elsewhere()
    {
        using var first = await StartSiloAsync("first");
        await using var second = await SiloProcess.StartAsync(_cluster, "second", _patience.Token);
        await using var client = await OrleansClient.ConnectAsync(_cluster, TimeSpan.FromSeconds(30), cancel: _patience.Token);
        var silos = (await client.Grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true)).ToDictionary(silo => silo.SiloName, silo => silo.SiloAddress);
        Assert.Equal(["first", "second"], silos.Keys.Order());

        second.Kill();
        var killed = Stopwatch.GetTimestamp();
        await foreach (var members in first.Services.GetRequiredService<IClusterMembershipService>().MembershipUpdates.WithCancellation(_patience.Token))
        {
            if (members.GetSiloStatus(silos["second"]) == SiloStatus.Dead)
            {
                break;
            }
        }

        var missed = Stopwatch.GetElapsedTime(killed);
        Assert.InRange(missed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Empty((await client.Grains.GetGrain<IClusterGrain>(0).Get()).Silos);
        TestContext.Current.TestOutputHelper!.WriteLine($"missed after {missed.TotalSeconds:f1} s, answered after {Stopwatch.GetElapsedTime(killed).TotalSeconds:f1} s");
        await first.StopAsync(_patience.Token);
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
        var away = new NpgsqlConnectionStringBuilder(_cluster.ConnectionString) { Port = SiloProcess.FreePort() };

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
            new OrleansSiloOptions { Cluster = _cluster, Name = name, SiloPort = SiloProcess.FreePort(), GatewayPort = SiloProcess.FreePort() }));
        var host = builder.Build();
        await host.StartAsync(_patience.Token);
        return host;
    }
}
