using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class SqliteCrashTests : IDisposable
{
    private static readonly string[] Experiments = ["a", "b", "c", "d"];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string File => _folder["experiments.db"];

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_of_writing_loses_nothing_that_was_acknowledged()
    {
        await CreateAsync();
        for (var round = 1; round <= 3; round++)
        {
            using var host = StoreHostProcess.Start("sqlite", File, 1_000_000, Experiments);
            await host.AcknowledgedAsync(Random.Shared.Next(50, 500)).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            await host.KillAsync();

            Assert.NotEmpty(host.Acknowledged);
            await using var store = SqliteStore.Open(File);
            foreach (var experiment in Experiments)
            {
                var stored = await Contender.VerifyAsync(store, experiment);
                Assert.True(stored >= host.Acknowledged.Where(trial => trial.Experiment == experiment).Max(trial => trial.Trial));
            }
        }
    }

    [Fact]
    public async Task While_one_process_writes_another_is_refused_and_a_reader_follows()
    {
        await CreateAsync();
        using var host = StoreHostProcess.Start("sqlite", File, 1_000_000, Experiments);
        await host.AcknowledgedAsync(10).WaitAsync(TimeSpan.FromSeconds(30), Cancel);

        Assert.Contains("in use by another process", Assert.Throws<StoreException>(() => SqliteStore.Open(File)).Message);
        await using (var reader = SqliteStore.OpenReadOnly(File))
        {
            var (experiment, trial) = host.Acknowledged[^1];
            Assert.True((await reader.GetAsync(experiment, Cancel)).LastEvent >= trial * Contender.EventsPerTrial);
        }

        await host.KillAsync();
        await using var free = SqliteStore.Open(File);
    }

    private async Task CreateAsync()
    {
        await using var store = SqliteStore.Open(File);
        foreach (var experiment in Experiments)
        {
            await store.CreateAsync(experiment, Contender.Spec, DateTimeOffset.UnixEpoch, Cancel);
        }
    }
}
