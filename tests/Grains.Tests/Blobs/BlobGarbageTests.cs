using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.StoreHost;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Tests.Blobs;

public sealed class BlobGarbageTests : IAsyncLifetime
{
    private static readonly string Sha = new('a', 64);
    private static readonly string OtherSha = new('b', 64);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new();
    private SqliteStore _store = null!;
    private DatabaseBlobStore _blobs = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_folder["experiments.db"]);
        _blobs = new DatabaseBlobStore(_store, _clock);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_deleted_experiment_alone_referred_to_is_removed()
    {
        await PutAsync(Sha);
        await PutAsync(OtherSha);
        await _blobs.PutAsync("checkpoints/a/1/1-1", new byte[5], Cancel);
        await _blobs.PutAsync("checkpoints/b/1/1-1", new byte[5], Cancel);
        await EndedAsync("a", [Sha, OtherSha], "checkpoints/a/1/1-1");
        await EndedAsync("b", [OtherSha], "checkpoints/b/1/1-1");
        _clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(new CollectedBlobs(0, 0), await CollectAsync());
        await _store.DeleteAsync("a", Cancel);
        Assert.Equal(new CollectedBlobs(2, 3 + 5), await CollectAsync());

        Assert.Equal([ArtifactKeys.Of(OtherSha), "checkpoints/b/1/1-1"], (await KeysAsync()).Order());
        await _store.DeleteAsync("b", Cancel);
        await CollectAsync();
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Checkpoints_that_are_not_kept_any_more_and_leftovers_of_crashes_are_removed_once_they_are_old()
    {
        await _blobs.PutAsync("checkpoints/a/1/1-1", new byte[5], Cancel);
        await _blobs.PutAsync("checkpoints/a/1/1-2", new byte[5], Cancel);
        await _blobs.PutAsync($"{ArtifactKeys.Of(Sha)}.0123.part", new byte[5], Cancel);
        await EndedAsync("a", [], "checkpoints/a/1/1-2");

        Assert.Equal(0, (await CollectAsync()).Count);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await CollectAsync()).Count);
        Assert.Equal(["checkpoints/a/1/1-2"], await KeysAsync());
    }

    [Fact]
    public async Task What_a_running_trial_has_written_stays_however_long_it_runs()
    {
        var running = await StartAsync("a");
        _clock.Advance(TimeSpan.FromMinutes(1));
        await PutAsync(Sha);
        _clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal(0, (await CollectAsync()).Count);
        await ReportEndAsync(running, []);
        Assert.Equal(1, (await CollectAsync()).Count);
    }

    [Fact]
    public async Task A_trial_that_writes_the_content_again_while_it_is_being_removed_keeps_it()
    {
        await PutAsync(Sha);
        _clock.Advance(TimeSpan.FromDays(1));
        var interrupted = new Interrupted(_blobs)
        {
            // The look for references is over and has found none.
            BeforeDelete = async () => await ReportEndAsync(await WriteAsync("b", Sha), [Sha]),
        };

        Assert.Equal(0, (await CollectAsync(interrupted)).Count);
        Assert.Equal([ArtifactKeys.Of(Sha)], await KeysAsync());
    }

    [Fact]
    public async Task A_trial_that_refers_to_the_content_while_the_collection_looks_for_it_keeps_it()
    {
        var running = await WriteAsync("b", Sha);
        _clock.Advance(TimeSpan.FromDays(1));
        var interrupted = new Interrupted(_blobs) { BeforeList = () => ReportEndAsync(running, [Sha]) };

        Assert.Equal(0, (await CollectAsync(interrupted)).Count);
        Assert.Equal(0, (await CollectAsync()).Count);
        Assert.Equal([ArtifactKeys.Of(Sha)], await KeysAsync());
    }

    [Fact]
    public async Task Collections_beside_trials_that_write_the_same_contents_never_lose_one()
    {
        for (var round = 0; round < 20; round++)
        {
            await PutAsync(Sha);
            _clock.Advance(TimeSpan.FromDays(1));
            var experiment = $"e{round}";

            await Task.WhenAll(
                Task.Run(() => CollectAsync(), Cancel),
                Task.Run(() => CollectAsync(), Cancel),
                Task.Run(async () => await ReportEndAsync(await WriteAsync(experiment, Sha), [Sha]), Cancel));

            Assert.Equal([ArtifactKeys.Of(Sha)], await KeysAsync());
            await _store.WriteAsync(await EndChangeAsync(experiment));
            await _store.DeleteAsync(experiment, Cancel);
        }
    }

    private Task<CollectedBlobs> CollectAsync(IBlobStore? blobs = null) => new BlobGarbage(_store, blobs ?? _blobs, _clock).CollectAsync(Cancel);

    private Task PutAsync(string sha256) => _blobs.PutAsync(ArtifactKeys.Of(sha256), new byte[3], Cancel);

    private async Task<List<string>> KeysAsync() => await _blobs.ListAsync("", Cancel).Select(blob => blob.Key).ToListAsync(Cancel);

    private async Task EndedAsync(string experiment, string[] artifacts, string checkpoint)
    {
        var started = await StartAsync(experiment);
        await ReportEndAsync(started, artifacts, checkpoint);
        await _store.WriteAsync(await EndChangeAsync(experiment));
    }

    private async Task<ExperimentSnapshot> WriteAsync(string experiment, string sha256)
    {
        var started = await StartAsync(experiment);
        await PutAsync(sha256);
        return started;
    }

    private async Task<ExperimentSnapshot> StartAsync(string experiment)
    {
        await _store.CreateAsync(experiment, Contender.Spec, _clock.GetUtcNow(), Cancel);
        var taken = await _store.TakeOverAsync(experiment, Cancel);
        await _store.WriteAsync(new ExperimentChange { Info = taken.Info, Epoch = taken.Epoch, Trials = [Trial(TrialState.Running)] });
        return taken;
    }

    private Task ReportEndAsync(ExperimentSnapshot taken, string[] artifacts, string? checkpoint = null) => _store.WriteAsync(new ExperimentChange
    {
        Info = taken.Info,
        Epoch = taken.Epoch,
        Trials = [Trial(TrialState.Completed) with { Checkpoints = checkpoint is null ? [] : [new CheckpointReference(1, checkpoint, Sha)] }],
        Artifacts = [.. artifacts.Select(sha256 => new ArtifactInfo(1, sha256[..1], "text/plain", 3, sha256))],
        Events = [new TrialChanged(1, _clock.GetUtcNow(), Trial(TrialState.Completed).Info)],
    });

    private async Task<ExperimentChange> EndChangeAsync(string experiment)
    {
        var taken = await _store.TakeOverAsync(experiment, Cancel);
        return new ExperimentChange { Info = taken.Info with { State = ExperimentState.Completed, Ended = _clock.GetUtcNow() }, Epoch = taken.Epoch };
    }

    private TrialRecord Trial(TrialState state) => new(new TrialInfo
    {
        Number = 1,
        State = state,
        Attempt = 1,
        Parameters = JsonSerializer.SerializeToElement(new { }),
        Choices = new Dictionary<string, JsonElement>(),
        Started = _clock.GetUtcNow(),
    });

    /// <summary>Lets something happen at the worst moments.</summary>
    private sealed class Interrupted(IBlobStore blobs) : IBlobStore
    {
        public Func<Task> BeforeList { get; init; } = () => Task.CompletedTask;

        public Func<Task> BeforeDelete { get; init; } = () => Task.CompletedTask;

        public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default) => blobs.PutAsync(key, content, cancel);

        public Task<Stream?> OpenAsync(string key, CancellationToken cancel = default) => blobs.OpenAsync(key, cancel);

        public Task DeleteAsync(string key, CancellationToken cancel = default) => blobs.DeleteAsync(key, cancel);

        public async Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default)
        {
            await BeforeDelete();
            return await blobs.DeleteAsync(key, before, cancel);
        }

        public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
        {
            if (prefix == "artifacts/")
            {
                await BeforeList();
            }

            await foreach (var blob in blobs.ListAsync(prefix, cancel))
            {
                yield return blob;
            }
        }
    }
}
