using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Storage;

public sealed class SqliteStoreTests : StoreConformance
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["experiments.db"];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public void A_second_writer_is_refused_and_told_what_to_do()
    {
        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(File));
        Assert.Contains("in use by another process", refused.Message);
        Assert.Contains("--store", refused.Message);
    }

    [Fact]
    public async Task A_reader_sees_what_the_writer_has_acknowledged_and_cannot_write()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var reader = SqliteStore.OpenReadOnly(File);
        await Store.CreateAsync("a", Spec, DateTimeOffset.UnixEpoch, cancel);

        Assert.Equal("a", (await reader.GetAsync("a", cancel)).Id);
        await Assert.ThrowsAsync<StoreException>(() => reader.CreateAsync("b", Spec, DateTimeOffset.UnixEpoch, cancel));
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_closing_and_opening()
    {
        var cancel = TestContext.Current.CancellationToken;
        await Store.CreateAsync("a", Spec, DateTimeOffset.UnixEpoch, cancel);
        await Store.DisposeAsync();

        await using var again = SqliteStore.Open(File);
        Assert.Equal("a", (await again.GetAsync("a", cancel)).Id);
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_and_left_alone()
    {
        var newer = _folder["newer.db"];
        using (var connection = new SqliteConnection($"Data Source={newer};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 1000";
            command.ExecuteNonQuery();
        }

        Assert.Contains("newer version", Assert.Throws<StoreException>(() => SqliteStore.Open(newer)).Message);
        Assert.Contains("newer version", Assert.Throws<StoreException>(() => SqliteStore.OpenReadOnly(newer)).Message);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_by_name()
    {
        var other = _folder["notes.txt"];
        System.IO.File.WriteAllText(other, new string('x', 5000));

        var refused = Assert.Throws<StoreException>(() => SqliteStore.Open(other));
        Assert.Contains("notes.txt", refused.Message);
    }

    [Fact]
    public void Reading_where_there_is_no_store_says_so() =>
        Assert.Contains("there is no store", Assert.Throws<StoreException>(() => SqliteStore.OpenReadOnly(_folder["none.db"])).Message);

    protected override Task<IExperimentStore> OpenAsync() => OpenAgainAsync();

    protected override Task<IExperimentStore> OpenAgainAsync() => Task.FromResult<IExperimentStore>(SqliteStore.Open(File));
}
