using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>A store of every past version is brought up to date with all that it holds. A new migration is covered as soon as it is there.</summary>
/// <remarks>
/// <c>Fixtures/001.sql</c> is what version 1 wrote, <c>002.sql</c> what version 2 wrote besides, and so on: a store of version n is made by applying
/// migrations and fixtures in turn up to n.
/// </remarks>
public abstract class MigrationConformance
{
    /// <summary>The past versions, from the empty database on.</summary>
    public static TheoryData<int> Versions => [.. Enumerable.Range(0, Migrations.Newest(new SqliteDialect()) + 1)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_store_of_a_past_version_is_upgraded_with_all_that_it_holds(int version)
    {
        using (var connection = Connect())
        {
            for (var v = 1; v <= version; v++)
            {
                Migrations.Apply(connection, "test", v);
                connection.Execute(Fixture(v));
            }
        }

        await using var store = Open();

        if (version >= 1)
        {
            await CheckVersion1Async(store);
        }

        if (version >= 2)
        {
            await CheckVersion2Async(store);
        }

        if (version >= 3)
        {
            await CheckVersion3Async(store);
        }

        if (version >= 4)
        {
            await CheckVersion4Async(store);
        }

        if (version >= 5)
        {
            await CheckVersion5Async(store);
        }

        if (version >= 6)
        {
            Assert.Equal(17, Assert.Single((await store.TakeOverAsync("old-one", Cancel)).Open).Reported);
        }

        Assert.True(version <= 6, $"add what version {version} wrote to Fixtures/{version:000}.sql, and a check of it here");
        await CheckWritableAsync(store, version);
    }

    [Fact]
    public void Both_databases_have_the_same_versions() => Assert.Equal(Migrations.Newest(new SqliteDialect()), Migrations.Newest(new PostgresDialect()));

    /// <summary>Opens the store with its newest version.</summary>
    protected abstract IExperimentStore Open();

    /// <summary>Connects to the store's database, which is empty at first.</summary>
    private protected abstract StoreConnection Connect();

    private static async Task CheckVersion1Async(IExperimentStore store)
    {
        var info = await store.GetAsync("old-one", Cancel);
        Assert.Equal(("Old One", ExperimentState.Running, "because", 2, 1, 0.5, 3), (info.Spec.Name, info.State, info.Reason, info.Planned, info.BestTrial, info.BestValue, info.LastEvent));
        Assert.Equal("old-one", Assert.Single((await store.ListAsync(new ExperimentQuery { NameContains = "LD ON" }, Cancel)).Items).Id);
        Assert.Equal("old-one", Assert.Single((await store.ListAsync(new ExperimentQuery { Text = "OLD" }, Cancel)).Items).Id);
        var trials = (await store.TrialsAsync("old-one", new TrialQuery(), Cancel)).Items;
        Assert.Equal([(1, TrialState.Completed, 0.5, null), (2, TrialState.Waiting, null, "broken")], trials.Select(trial => (trial.Number, trial.State, trial.Objective, trial.Error)));
        Assert.Equal([(1, "loss", 1), (1, "test.accuracy", 2)], (await store.MetricsAsync("old-one", new MetricQuery(), Cancel)).Select(series => (series.Trial, series.Metric, series.Steps.Count(step => step < 3))));
        Assert.Null((await store.MetricsAsync("old-one", new MetricQuery { Metrics = ["loss"], Times = true }, Cancel))[0].Seconds);
        Assert.Equal([new ArtifactInfo(1, "weights.npz", "application/zip", 12, "cd")], await store.ArtifactsAsync("old-one", cancel: Cancel));
        Assert.Equal([1, 2, 3], (await store.EventsAsync("old-one", 0, 10, Cancel)).Select(e => e.Sequence));
        var snapshot = await store.TakeOverAsync("old-one", Cancel);
        Assert.Equal((5, 2), (snapshot.Epoch, snapshot.Proposed));
        Assert.Equal([(1, 0.5)], snapshot.Results.Select(result => (result.Number, result.Objectives[0])));
        Assert.Equal([new CheckpointReference(4, "checkpoints/old-one/2/1-4", "ab")], Assert.Single(snapshot.Open).Checkpoints);
    }

    private static async Task CheckVersion2Async(IExperimentStore store)
    {
        var info = await store.GetAsync("old-one", Cancel);
        Assert.Equal((60, "older-one"), (info.ActiveSeconds, info.Parent));
        var adjustment = Assert.Single((await store.TrialsAsync("old-one", new TrialQuery(), Cancel)).Items[0].Adjustments);
        Assert.Equal(("lr", 0.3, 5), (adjustment.Path, adjustment.Value.GetDouble(), adjustment.Step));
        Assert.Equal("completed", Assert.Single(await store.AttemptsAsync("old-one", cancel: Cancel)).End);
    }

    private static async Task CheckVersion3Async(IExperimentStore store)
    {
        var info = await store.GetAsync("old-one", Cancel);
        Assert.Equal("old-one", Assert.Single((await store.ListAsync(new ExperimentQuery { Text = "found again" }, Cancel)).Items).Id);
        Assert.Equal("old-one", await store.CreateAsync(info with { Id = "new-one" }, new RequestKey("key-1", "f1"), Cancel));
    }

    private static async Task CheckVersion4Async(IExperimentStore store)
    {
        Assert.Equal(0.5, Assert.Single(await store.AttemptsAsync("old-one", cancel: Cancel)).SecondsBefore);
        var series = Assert.Single(await store.MetricsAsync("old-one", new MetricQuery { Metrics = ["test.accuracy"], Times = true }, Cancel));
        Assert.Equal([double.NaN, double.NaN, 1.5], series.Seconds);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767355201000), series.Times![2]);
    }

    private static async Task CheckVersion5Async(IExperimentStore store)
    {
        Assert.Equal([12.5, null], (await store.TrialsAsync("old-one", new TrialQuery(), Cancel)).Items[0].FurtherObjectives);
        Assert.Equal([0.5, 12.5, null], Assert.Single((await store.TakeOverAsync("old-one", Cancel)).Results).Objectives);
    }

    private static async Task CheckWritableAsync(IExperimentStore store, int version)
    {
        if (version == 0)
        {
            await store.CreateAsync("old-one", StoreHost.Contender.Spec, DateTimeOffset.UnixEpoch, Cancel);
        }

        var snapshot = await store.TakeOverAsync("old-one", Cancel);
        await store.WriteAsync(new ExperimentChange { Info = snapshot.Info, Epoch = snapshot.Epoch, Points = [(1, new("loss", 7, 1)), (1, new("new", 1, 1))] });
        Assert.Contains((1, "new"), (await store.MetricsAsync("old-one", new MetricQuery(), Cancel)).Select(series => (series.Trial, series.Metric)));
    }

    private static string Fixture(int version)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"ActorTraining.Grains.Tests.Storage.Fixtures.{version:000}.sql");
        using var stream = typeof(MigrationConformance).Assembly.GetManifestResourceStream(name);
        Assert.True(stream is not null, $"add {name}: rows as version {version} writes them");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
