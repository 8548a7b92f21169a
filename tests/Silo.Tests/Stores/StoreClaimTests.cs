using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo.Stores;
using Npgsql;

namespace ActorTraining.Silo.Tests.Stores;

/// <summary>Who may work on one PostgreSQL store together.</summary>
public sealed class StoreClaimTests(SharedPostgres postgres)
{
    private static readonly ClusterIdentity Lab = new("lab", "1.2.3");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_of_one_cluster_share_a_store_and_anyone_can_see_that()
    {
        var store = await NewStoreAsync();
        Assert.Null(await StoreClaim.SharedByAsync(store, Cancel));

        await using var first = await StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:11111", Cancel);
        await using var second = await StoreClaim.ForClusterAsync(store, Lab with { Version = "1.2.9" }, "10.0.0.2:11111", Cancel);

        Assert.Equal("lab", (await StoreClaim.SharedByAsync(store, Cancel))?.Cluster);
    }

    [Fact]
    public async Task A_silo_of_another_cluster_is_kept_away_with_both_names()
    {
        var store = await NewStoreAsync();
        await using var first = await StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:11111", Cancel);

        var error = await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForClusterAsync(store, Lab with { Cluster = "office" }, "10.0.0.2:11111", Cancel));

        Assert.Contains("in use by the cluster 'lab', and this one is 'office'", error.Message);
    }

    [Fact]
    public async Task A_silo_of_another_minor_version_is_kept_away_with_both_versions()
    {
        var store = await NewStoreAsync();
        await using var first = await StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:11111", Cancel);

        var error = await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForClusterAsync(store, Lab with { Version = "1.3.0" }, "10.0.0.2:11111", Cancel));

        Assert.Contains("runs version 1.2, and this is version 1.3.0", error.Message);
    }

    [Fact]
    public async Task A_head_keeps_heads_and_clusters_away_and_a_cluster_keeps_heads_away()
    {
        var store = await NewStoreAsync();
        await using (await StoreClaim.ForHeadAsync(store, Cancel))
        {
            Assert.Contains("in use by another process", (await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForHeadAsync(store, Cancel))).Message);
            Assert.Contains("a silo that works alone", (await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:1", Cancel))).Message);
        }

        await using var cluster = await StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:1", Cancel);
        Assert.Contains("in use by another process", (await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForHeadAsync(store, Cancel))).Message);
    }

    [Fact]
    public async Task Claims_on_different_databases_have_nothing_to_do_with_each_other()
    {
        await using var one = await StoreClaim.ForHeadAsync(await NewStoreAsync(), Cancel);
        await using var other = await StoreClaim.ForClusterAsync(await NewStoreAsync(), Lab, "10.0.0.1:1", Cancel);
        Assert.False(one.Lost.IsCompleted || other.Lost.IsCompleted);
    }

    [Fact]
    public async Task A_claim_that_others_took_while_the_database_was_away_is_lost()
    {
        await using var server = await PostgresServer.StartNewAsync(SharedPostgres.Programs());
        var store = StoreLocation.Parse(await server.CreateDatabaseAsync());
        await using var first = await StoreClaim.ForClusterAsync(store, Lab, "10.0.0.1:1", Cancel);
        await server.CrashAsync();
        await server.StartAsync();

        // This one is there at once, the other one looks once a second.
        await using var second = await StoreClaim.ForHeadAsync(store, Cancel);

        Assert.Contains("a silo that works alone", await first.Lost.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    [Fact]
    public async Task A_head_whose_connection_breaks_claims_the_store_again()
    {
        var store = await NewStoreAsync();
        await using var claim = await StoreClaim.ForHeadAsync(store, Cancel);
        await using var database = NpgsqlDataSource.Create(store.ConnectionString!);
        await using var holder = database.CreateCommand("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        var before = await holder.ExecuteScalarAsync(Cancel);
        await using var cut = database.CreateCommand($"SELECT pg_terminate_backend({before})");
        Assert.Equal(true, await cut.ExecuteScalarAsync(Cancel));

        while (await holder.ExecuteScalarAsync(Cancel) is var now && (now is null || now.Equals(before)))
        {
            await Task.Delay(50, Cancel);
        }

        await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForHeadAsync(store, Cancel));
        Assert.False(claim.Lost.IsCompleted);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_named()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => StoreClaim.ForHeadAsync(StoreLocation.Parse("postgres://nobody@no.such.host.invalid/x"), Cancel));

        Assert.Contains("no.such.host.invalid", error.Message);
    }

    private async Task<StoreLocation> NewStoreAsync() => StoreLocation.Parse(await postgres.CreateDatabaseAsync());
}
