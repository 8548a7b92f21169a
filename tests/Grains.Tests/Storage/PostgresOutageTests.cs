using ActorTraining.Experiments;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.StoreHost;

namespace ActorTraining.Grains.Tests.Storage;

/// <summary>A server of its own is stopped as by a crash and started again.</summary>
/// <remarks>Its administrator has traded durability for speed: by itself it would acknowledge commits that such a crash undoes. The store insists.</remarks>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly StoreOptions Hasty = new() { WritePatience = TimeSpan.FromMilliseconds(300), ReadPatience = TimeSpan.FromMilliseconds(300) };
    private static readonly string[] Experiments = [.. Enumerable.Range(0, 10).Select(i => $"e{i}")];

    private PostgresServer? _server;
    private string _database = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync(SharedPostgres.Programs(), "synchronous_commit=off");
        _database = await _server.CreateDatabaseAsync();
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    [Fact]
    public async Task Writers_wait_out_crashes_of_the_server_and_everything_is_written_exactly_once()
    {
        await using var store = PostgresStore.Open(_database);
        await CreateAsync(store);
        using var enough = new CancellationTokenSource();
        var acknowledged = new AcknowledgedTrials();
        var contenders = Experiments.ToDictionary(experiment => experiment, experiment => new Contender(store, experiment));
        var writing = Task.WhenAll(contenders.Select(contender => contender.Value.RunAsync(int.MaxValue, _ => acknowledged.Add(contender.Key), enough.Token)));

        for (var crashes = 0; crashes < 3; crashes++)
        {
            await acknowledged.MoreAsync(100).WaitAsync(Patience, Cancel);
            await _server!.CrashAsync();
            await _server.StartAsync();
        }

        await acknowledged.MoreAsync(100).WaitAsync(Patience, Cancel);
        await enough.CancelAsync();
        await writing.WaitAsync(Patience, Cancel);
        Assert.All(contenders.Values, contender => Assert.Equal((0, 0), (contender.Errors, contender.Fenced)));
        foreach (var experiment in Experiments)
        {
            await Contender.VerifyAsync(store, experiment, acknowledged[experiment]);
        }
    }

    [Fact]
    public async Task A_server_that_stays_away_is_told_after_a_while_nothing_acknowledged_is_lost_and_all_goes_on_when_it_is_back()
    {
        var cancel = Cancel;
        await using var store = PostgresStore.Open(_database, Hasty);
        await CreateAsync(store);
        await new Contender(store, "e0").RunAsync(10, _ => { }, Cancel);
        await _server!.CrashAsync();

        Assert.Contains("could not be written", (await Assert.ThrowsAsync<StoreException>(() => store.TakeOverAsync("e0", cancel)).WaitAsync(Patience, cancel)).Message);
        Assert.Contains("could not be read", (await Assert.ThrowsAsync<StoreException>(() => store.GetAsync("e0", cancel)).WaitAsync(Patience, cancel)).Message);
        Assert.Contains("cannot be used", Assert.Throws<StoreException>(() => PostgresStore.Open(_database, Hasty)).Message);

        await _server.StartAsync();
        await Contender.VerifyAsync(store, "e0", 10);
        await new Contender(store, "e0", patient: false).RunAsync(20, _ => { }, Cancel).WaitAsync(Patience, cancel);
        await Contender.VerifyAsync(store, "e0", 20);
    }

    [Fact]
    public async Task A_store_that_is_closed_while_the_server_is_away_does_not_wait_for_it()
    {
        var store = PostgresStore.Open(_database, new StoreOptions { WritePatience = TimeSpan.FromHours(1) });
        await CreateAsync(store);
        await _server!.CrashAsync();
        var waiting = store.TakeOverAsync("e0", Cancel);

        await store.DisposeAsync().AsTask().WaitAsync(Patience, Cancel);

        await Assert.ThrowsAsync<StoreException>(() => waiting);
    }

    private static async Task CreateAsync(PostgresStore store)
    {
        foreach (var experiment in Experiments)
        {
            await store.CreateAsync(experiment, Contender.Spec, DateTimeOffset.UnixEpoch, Cancel);
        }
    }

    private sealed class AcknowledgedTrials
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, int> _counts = Experiments.ToDictionary(experiment => experiment, _ => 0);
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
        private int _count;

        public int this[string experiment] => _counts[experiment];

        public void Add(string experiment)
        {
            lock (_lock)
            {
                _counts[experiment]++;
                _count++;
                _waiting.Where(waiting => waiting.Count <= _count).ToList().ForEach(waiting => waiting.Reached.TrySetResult());
            }
        }

        /// <summary>Completes when so many more than now have been acknowledged.</summary>
        public Task MoreAsync(int count)
        {
            lock (_lock)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((_count + count, reached));
                return reached.Task;
            }
        }
    }
}
