using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.StoreHost;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>On a small file system of its own, which is filled up.</summary>
public sealed class SqliteFullDiskTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private SmallDisk _disk = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _disk = await SmallDisk.MountAsync(megabytes: 16);

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _disk.DisposeAsync();
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_leaves_nothing_half_written_and_writing_goes_on_when_there_is_room()
    {
        var cancel = Cancel;
        await using var store = SqliteStore.Open(_disk["experiments.db"], new StoreOptions { WritePatience = TimeSpan.FromMilliseconds(100) });
        await store.CreateAsync("a", Contender.Spec, DateTimeOffset.UnixEpoch, cancel);
        _disk.Fill();

        var (written, error) = await WriteUntilErrorAsync(store);

        Assert.Contains("full", error.Message);
        Assert.Contains(_disk["experiments.db"], error.Message);
        Assert.Equal(written, await Contender.VerifyAsync(store, "a"));

        _disk.Free();
        var contender = new Contender(store, "a");
        await contender.RunAsync(written + 100, _ => { }, Cancel).WaitAsync(Soon, cancel);
        Assert.Equal(0, contender.Errors);
        await Contender.VerifyAsync(store, "a", written + 100);
    }

    [Fact]
    public async Task A_write_waits_a_while_for_room()
    {
        var cancel = Cancel;
        await using var store = SqliteStore.Open(_disk["experiments.db"]);
        await store.CreateAsync("a", Contender.Spec, DateTimeOffset.UnixEpoch, cancel);
        _disk.Fill();
        var contender = new Contender(store, "a");
        var acknowledged = 0;
        var writing = contender.RunAsync(300, _ => Interlocked.Increment(ref acknowledged), cancel);

        // It has come to a standstill when as much is acknowledged as a moment ago.
        for (int before = -1, now; (now = Volatile.Read(ref acknowledged)) != before || now == 0; before = now)
        {
            await Task.Delay(300, cancel);
        }

        Assert.False(writing.IsCompleted);
        _disk.Free();
        await writing.WaitAsync(Soon, cancel);
        Assert.Equal(0, contender.Errors);
        await Contender.VerifyAsync(store, "a", 300);
    }

    private static async Task<(int Written, StoreException Error)> WriteUntilErrorAsync(SqliteStore store)
    {
        var written = 0;
        while (true)
        {
            try
            {
                await new Contender(store, "a", patient: false).RunAsync(written + 1, number => written = number, Cancel);
            }
            catch (StoreException e)
            {
                return (written, e);
            }
        }
    }
}
