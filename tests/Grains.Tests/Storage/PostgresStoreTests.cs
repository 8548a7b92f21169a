using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.StoreHost;
using Npgsql;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class PostgresStoreTests(SharedPostgres postgres) : StoreConformance
{
    private static readonly StoreOptions Hasty = new() { WritePatience = TimeSpan.FromMilliseconds(300), ReadPatience = TimeSpan.FromMilliseconds(300) };

    private string _database = "";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database.Length > 0)
        {
            await postgres.DropDatabaseAsync(_database);
        }
    }

    [Fact]
    public async Task Of_two_stores_on_one_database_the_newer_coordinator_writes_and_the_older_one_is_refused()
    {
        await using var other = PostgresStore.Open(_database);
        var older = await Begin();
        var newer = await other.TakeOverAsync("a", Cancel);

        await Assert.ThrowsAsync<StaleEpochException>(() => Store.WriteAsync(Change(older, trials: [Trial(1)])));
        await other.WriteAsync(Change(newer, trials: [Trial(2)]));

        Assert.Equal([2], (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Items.Select(trial => trial.Number));
    }

    [Fact]
    public async Task Two_stores_that_take_an_experiment_from_each_other_write_one_history_without_gaps_or_doubles()
    {
        await using var other = PostgresStore.Open(_database);
        await Store.CreateAsync("a", Contender.Spec, Noon, Cancel);
        Contender[] contenders = [new(Store, "a"), new(other, "a")];

        // The first stands still in the middle until the second has taken over and written, so that it is fenced off when it goes on.
        using var second = new ManualResetEventSlim();
        var atWork = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = Task.Run(() => contenders[0].RunAsync(200, StandStillAtTen, Cancel), Cancel);
        await atWork.Task.WaitAsync(Patience, Cancel);
        await Task.WhenAll(first, contenders[1].RunAsync(200, _ => second.Set(), Cancel)).WaitAsync(Patience, Cancel);

        void StandStillAtTen(int number)
        {
            if (number == 10)
            {
                atWork.SetResult();
                second.Wait(Patience, Cancel);
            }
        }

        await Contender.VerifyAsync(Store, "a", 200);
        Assert.All(contenders, contender => Assert.Equal(0, contender.Errors));
        Assert.True(contenders.Sum(contender => contender.Fenced) > 0);
    }

    [Fact]
    public async Task Two_processes_write_one_history_even_when_one_of_them_is_killed()
    {
        await Store.CreateAsync("a", Contender.Spec, Noon, Cancel);
        using var survivor = StoreHostProcess.Start("postgres", _database, 300, "a");
        using var victim = StoreHostProcess.Start("postgres", _database, 300, "a");

        await victim.AcknowledgedAsync(20).WaitAsync(Patience, Cancel);
        await victim.KillAsync();
        Assert.Equal(0, await survivor.ExitAsync().WaitAsync(Patience, Cancel));

        await Contender.VerifyAsync(Store, "a", 300);
        Assert.Empty(survivor.Acknowledged.Intersect(victim.Acknowledged));
    }

    [Fact]
    public async Task A_process_that_stands_still_loses_its_experiment_and_cannot_spoil_it_when_it_wakes()
    {
        await Store.CreateAsync("a", Contender.Spec, Noon, Cancel);
        using var sleeper = StoreHostProcess.Start("postgres", _database, 1_000_000, "a");
        await sleeper.AcknowledgedAsync(Random.Shared.Next(20, 60)).WaitAsync(Patience, Cancel);
        sleeper.Signal("STOP");

        var contender = new Contender(Store, "a");
        var first = (await Store.TakeOverAsync("a", Cancel)).Proposed;
        await contender.RunAsync(first + 100, _ => { }, Cancel).WaitAsync(Patience, Cancel);
        var before = sleeper.Acknowledged.Count;
        sleeper.Signal("CONT");
        await sleeper.AcknowledgedAsync(before + 20).WaitAsync(Patience, Cancel);
        await sleeper.KillAsync();

        // The first that it tells after its sleep may be one that was stored before.
        Assert.True(await Contender.VerifyAsync(Store, "a") >= first + 100 + 19);
    }

    [Fact]
    public async Task A_writer_that_stands_still_in_the_middle_of_a_transaction_is_not_waited_for()
    {
        await Begin();
        await using var other = PostgresStore.Open(_database, new StoreOptions { LockPatience = TimeSpan.FromMilliseconds(300) });
        using var still = other.OpenWriter();
        still.Begin();
        still.Execute("UPDATE experiments SET epoch = epoch + 1000");

        var taken = await Store.TakeOverAsync("a", Cancel).WaitAsync(Patience, Cancel);

        Assert.Equal(2, taken.Epoch);
        Assert.Throws<PostgresException>(() => still.Execute("SELECT 1"));
    }

    [Fact]
    public async Task A_table_that_someone_locks_for_a_while_is_waited_for()
    {
        await Store.CreateAsync("a", Contender.Spec, Noon, Cancel);
        await using var store = PostgresStore.Open(_database, new StoreOptions { LockPatience = TimeSpan.FromMilliseconds(100) });
        await using var connection = new NpgsqlConnection($"{_database};Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using var command = new NpgsqlCommand("LOCK TABLE trials", connection, transaction);
        await command.ExecuteNonQueryAsync(Cancel);

        var contender = new Contender(store, "a");
        var writing = contender.RunAsync(1, _ => { }, Cancel);
        // Longer than a lock is waited for at a time.
        await Task.WhenAny(writing, Task.Delay(TimeSpan.FromSeconds(1), Cancel));
        Assert.False(writing.IsCompleted);

        await transaction.RollbackAsync(Cancel);
        await writing.WaitAsync(Patience, Cancel);
        Assert.Equal(0, contender.Errors);
        await Contender.VerifyAsync(store, "a", 1);
    }

    [Fact]
    public async Task Connections_that_the_server_closes_are_replaced_unnoticed()
    {
        var taken = await Begin();
        await Store.GetAsync("a", Cancel);
        await ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await Store.WriteAsync(Change(taken, trials: [Trial(1)]));
        Assert.Equal(1, (await Store.TrialsAsync("a", new TrialQuery(), Cancel)).Total);
    }

    [Fact]
    public async Task Several_processes_that_open_an_empty_database_at_once_create_its_tables_once()
    {
        var empty = await postgres.CreateDatabaseAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => PostgresStore.Open(empty))));

        await stores[0].CreateAsync("a", Spec, Noon, Cancel);
        Assert.Equal("a", (await stores[^1].GetAsync("a", Cancel)).Id);

        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        await postgres.DropDatabaseAsync(empty);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        await ExecuteAsync("INSERT INTO store_version (version) VALUES (1000)");

        Assert.Contains("newer version", Assert.Throws<StoreException>(() => PostgresStore.Open(_database)).Message);
        Assert.Contains("newer version", Assert.Throws<StoreException>(() => PostgresStore.OpenReadOnly(_database)).Message);
    }

    [Fact]
    public async Task Opened_for_reading_it_reads_and_neither_writes_nor_upgrades()
    {
        await Begin();
        await using var reader = PostgresStore.OpenReadOnly(_database);
        Assert.Equal("a", (await reader.GetAsync("a", Cancel)).Id);
        await Assert.ThrowsAsync<StoreException>(() => reader.TakeOverAsync("a", Cancel));

        await ExecuteAsync("DELETE FROM store_version WHERE version > 1");
        Assert.Contains("needs an upgrade", Assert.Throws<StoreException>(() => PostgresStore.OpenReadOnly(_database)).Message);
    }

    [Fact]
    public void A_database_that_is_not_there_is_named_and_no_password_told()
    {
        var missing = new NpgsqlConnectionStringBuilder(_database) { Database = "nowhere", Password = "secret-1" }.ToString();

        var refused = Assert.Throws<StoreException>(() => PostgresStore.Open(missing, Hasty)).Message;

        Assert.Contains("database 'nowhere'", refused);
        Assert.Contains("create it first", refused);
        Assert.DoesNotContain("secret-1", refused);
    }

    [Theory]
    [InlineData("experiments.db")]
    [InlineData("Host=x;Colour=red")]
    [InlineData("Host=x;Port=many")]
    public void A_connection_string_that_is_none_is_refused_with_an_example(string text) =>
        Assert.Contains("it should look like 'Host=", Assert.Throws<StoreException>(() => PostgresStore.Open(text)).Message);

    protected override async Task<IExperimentStore> OpenAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        return PostgresStore.Open(_database);
    }

    protected override Task<IExperimentStore> OpenAgainAsync() => Task.FromResult<IExperimentStore>(PostgresStore.Open(_database));

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
