using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>The connection breaks after the server has committed and before the store hears of it: what is repeated then must not be doubled nor refused.</summary>
public sealed class PostgresUnclearCommitTests(SharedPostgres postgres) : IAsyncLifetime
{
    private string _database = "";
    private LossyConnection _connection = null!;
    private PostgresStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.CreateDatabaseAsync();
        _connection = new LossyConnection(_database);
        _store = PostgresStore.Open(_connection.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_database.Length > 0)
        {
            await _store.DisposeAsync();
            await _connection.DisposeAsync();
            await postgres.DropDatabaseAsync(_database);
        }
    }

    [Fact]
    public async Task An_experiment_is_created_once_and_its_creator_is_not_refused()
    {
        _connection.LoseNextCommit();
        await CreateAsync();

        Assert.Equal(1, _connection.Lost);
        Assert.Equal(1, (await _store.ListAsync(new ExperimentQuery(), Cancel)).Total);
        await Assert.ThrowsAsync<InvalidOperationException>(CreateAsync);
    }

    [Fact]
    public async Task A_takeover_may_raise_the_epoch_twice_but_the_answer_is_the_newest()
    {
        await CreateAsync();
        _connection.LoseNextCommit();
        var taken = await _store.TakeOverAsync("a", Cancel);

        Assert.Equal((1, 2), (_connection.Lost, taken.Epoch));
        await _store.WriteAsync(new ExperimentChange { Info = taken.Info, Epoch = taken.Epoch });
    }

    [Fact]
    public async Task Changes_are_stored_once()
    {
        await CreateAsync();
        var contender = new Contender(_store, "a");
        await contender.RunAsync(50, number =>
        {
            if (number % 10 == 0)
            {
                _connection.LoseNextCommit();
            }
        }, Cancel);

        Assert.Equal((4, 0), (_connection.Lost, contender.Errors));
        await Contender.VerifyAsync(_store, "a", 50);
    }

    [Fact]
    public async Task A_change_that_another_coordinator_has_overtaken_meanwhile_is_refused()
    {
        await CreateAsync();
        var taken = await _store.TakeOverAsync("a", Cancel);
        await using var other = PostgresStore.Open(_database);
        var newer = await other.TakeOverAsync("a", Cancel);
        _connection.LoseNextCommit();

        await Assert.ThrowsAsync<StaleEpochException>(() => _store.WriteAsync(new ExperimentChange { Info = taken.Info with { LastEvent = 9 }, Epoch = taken.Epoch }));
        Assert.Equal(newer.Info.LastEvent, (await other.GetAsync("a", Cancel)).LastEvent);
    }

    [Fact]
    public async Task A_deletion_is_done_once_and_is_not_told_that_there_is_nothing_to_delete()
    {
        await CreateAsync();
        var taken = await _store.TakeOverAsync("a", Cancel);
        await _store.WriteAsync(new ExperimentChange { Info = taken.Info with { State = ExperimentState.Stopped, Ended = DateTimeOffset.UnixEpoch }, Epoch = taken.Epoch });
        _connection.LoseNextCommit();
        await _store.DeleteAsync("a", Cancel);

        Assert.Equal(1, _connection.Lost);
        await Assert.ThrowsAsync<UnknownExperimentException>(() => _store.GetAsync("a", Cancel));
    }

    [Fact]
    public async Task A_blob_is_whole()
    {
        var blobs = new DatabaseBlobStore(_store);
        var content = new byte[3_000_000];
        Random.Shared.NextBytes(content);
        _connection.LoseNextCommit();
        await blobs.PutAsync("a/b", content, Cancel);

        Assert.Equal(1, _connection.Lost);
        await using var stream = await blobs.OpenAsync("a/b", Cancel);
        var read = new byte[content.Length + 1];
        Assert.Equal(content.Length, await stream!.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, Cancel));
        Assert.Equal(content, read[..^1]);
    }

    private Task CreateAsync() => _store.CreateAsync("a", Contender.Spec, DateTimeOffset.UnixEpoch, Cancel);
}
