using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Coordination;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Tests;
using ActorTraining.Training.Models.Devices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Embedded.Tests.Testing;
using Orleans.Runtime;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A coordinator among silos that refuse, die, or are not back yet: the real grain with a real store, the grains around it scripted, the time in the test's hand.</summary>
public sealed partial class CoordinatorTests : IAsyncLifetime
{
    private static readonly Lease OnA = new(Guid.NewGuid(), "a", "127.0.0.1:1@1", ["cpu:0", "cpu:1"]);
    private static readonly Lease OnB = new(Guid.NewGuid(), "b", "127.0.0.1:2@2", ["cpu:0"]);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private Script _script = new();
    private Func<ExperimentChange, Task> _onWrite = _ => Task.CompletedTask;
    private ServiceProvider _services = null!;
    private SqliteStore _store = null!;
    private string _experiment = "";

    private IExperimentGrain Coordinator => _services.GetRequiredService<IGrainFactory>().GetGrain<IExperimentGrain>(_experiment);

    public async ValueTask InitializeAsync() => await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
        _patience.Dispose();
    }

    [Fact]
    public async Task An_attempt_is_placed_by_the_silo_of_its_lease_and_asked_for_there()
    {
        Grant(OnA);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);

        var (assignment, key, hint) = _script.Starts.Single();
        Assert.Equal((OnA, $"{_experiment}/1/1"), (assignment.Lease, key));
        Assert.Equal(SiloAddress.FromParsableString(OnA.Address), hint);

        await Until(() => !_script.Asked.IsEmpty);
        Assert.All(_script.Asked, asked => Assert.Equal(hint, asked.Hint));
    }

    [Fact]
    public async Task A_slot_that_refuses_sends_the_trial_back_and_the_log_says_why()
    {
        Grant(OnA, OnB);
        _script.OnStart = assignment => assignment.Attempt == 1 ? new StartAnswer("the slot cpu:0 is taken") : StartAnswer.Started;
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 2);

        Assert.Equal(("b", 2), (_script.Starts.Last().Assignment.Lease.Silo, _script.Starts.Last().Assignment.Attempt));
        var logged = Assert.Single((await _store.EventsAsync(_experiment, 0, 100, _patience.Token)).OfType<TrialLogged>());
        Assert.Equal("not started: the slot cpu:0 is taken", logged.Message);
        var attempts = await _store.AttemptsAsync(_experiment, 1, _patience.Token);
        Assert.Equal([("refused", "the slot cpu:0 is taken"), (null, null)], attempts.Select(attempt => (attempt.End, attempt.Error)));
        Assert.DoesNotContain(OnA.Id, _script.Requests.Last().Held.Select(lease => lease.Id));
    }

    [Fact]
    public async Task A_silo_that_does_not_know_the_job_is_passed_over()
    {
        _script.Live = Script.Silos(true, ["a", "b"]);
        Grant(OnA, OnB);
        _script.OnStart = assignment => assignment.Lease.Silo == "a" ? new StartAnswer("the silo a does not know the job", UnknownJob: true) : StartAnswer.Started;
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 2);

        Assert.Equal(["a"], _script.Requests.Last(request => request.Wanted > 0).Excluded);
        await Until(() => _script.Requests.Last().Excluded.Count == 0, step: 5);
    }

    [Fact]
    public async Task A_job_that_no_silo_knows_fails_its_trial_with_a_clear_error()
    {
        _script.Live = Script.Silos(true, ["a", "b"]);
        Grant(OnA, OnB);
        _script.OnStart = assignment => new StartAnswer($"the silo {assignment.Lease.Silo} does not know the job", UnknownJob: true);
        await SubmitAsync();
        var end = await Ended();

        Assert.Equal((ExperimentState.Completed, 1), (end.State, end.Counts[TrialState.Failed]));
        Assert.Equal("no silo knows the job 'count' (asked: a, b); are they of another version?", (await Trial()).Error);
    }

    [Fact]
    public async Task A_lease_that_ran_out_before_the_start_is_not_used()
    {
        Grant(OnA, OnB);
        var isSlow = true;
        _onWrite = change =>
        {
            if (isSlow && change.Attempts.Count > 0)
            {
                isSlow = false;
                _time.Advance(TimeSpan.FromSeconds(10));
            }

            return Task.CompletedTask;
        };
        await SubmitAsync();
        await Until(() => !_script.Starts.IsEmpty);

        Assert.Equal(OnB, _script.Starts.Single().Assignment.Lease);
        var attempts = await _store.AttemptsAsync(_experiment, 1, _patience.Token);
        Assert.Equal(("refused", "its lease of cpu:0 on a ran out before its start was stored"), (attempts[0].End, attempts[0].Error));
    }

    [Fact]
    public async Task Trials_of_a_silo_that_died_start_again_at_once_and_nobody_is_asked()
    {
        Grant(OnA);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);

        var next = new Queue<Lease>([OnB]);
        _script.OnRequest = request => new LeaseAnswer(request.Wanted > 0 && next.Count > 0 ? [next.Dequeue()] : [], [.. request.Held.Where(lease => lease.Silo == "a").Select(lease => lease.Id)], null);
        await Coordinator.SlotsFree();
        await Until(() => _script.Starts.Count == 2, step: 0);

        Assert.Equal(("b", 2), (_script.Starts.Last().Assignment.Lease.Silo, _script.Starts.Last().Assignment.Attempt));
        Assert.Empty(_script.Asked);
        Assert.Equal("lost", (await _store.AttemptsAsync(_experiment, 1, _patience.Token))[0].End);
    }

    [Fact]
    public async Task A_trial_that_makes_room_waits_and_has_not_failed()
    {
        Grant(OnA);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);

        await Coordinator.Yield([OnA.Id, Guid.NewGuid()]);
        await Until(() => !_script.Leaving.IsEmpty, step: 0);
        Assert.Equal([($"{_experiment}/1/1", StopReason.Yield)], _script.Leaving);
        await Coordinator.Report(new TrialReport { Trial = 1, Attempt = 1, Sequence = 1, Step = 2, End = new AttemptEnd(AttemptOutcome.Left) });

        var trial = await Trial();
        Assert.Equal((TrialState.Waiting, null), (trial.State, trial.Error));
        Assert.Equal(1, (await _store.GetAsync(_experiment, _patience.Token)).Counts[TrialState.Waiting]);
        Grant(OnB);
        await Until(() => _script.Starts.Count == 2);
        Assert.Equal(2, _script.Starts.Last().Assignment.Attempt);
    }

    [Fact]
    public async Task Why_it_waits_is_told_as_long_as_it_is_so()
    {
        _script.OnRequest = _ => new LeaseAnswer([], [], "no silo has a cuda device (1 silo: cpu)");
        await SubmitAsync();
        await Until(async () => (await _store.GetAsync(_experiment, _patience.Token)).Reason == "waiting: no silo has a cuda device (1 silo: cpu)");

        Grant(OnA);
        await Until(async () => (await _store.GetAsync(_experiment, _patience.Token)).Reason is null);
        var told = (await _store.EventsAsync(_experiment, 0, 100, _patience.Token)).OfType<ExperimentChanged>();
        Assert.Equal(["waiting: no silo has a cuda device (1 silo: cpu)", null], told.Select(changed => changed.Reason));
    }

    // Each lease once, to whoever wants one.
    private void Grant(params Lease[] leases)
    {
        var left = new Queue<Lease>(leases);
        _script.OnRequest = request => new LeaseAnswer(request.Wanted > 0 && left.Count > 0 ? [left.Dequeue()] : [], [], null);
    }

    private async Task SubmitAsync(int trials = 1, SchedulerSpec? scheduler = null, string job = "count") => _experiment = await _services.GetRequiredService<GrainExperiments>().SubmitAsync(
        new ExperimentSpec
        {
            Name = "test",
            Job = job,
            Parameters = JsonSerializer.SerializeToElement<object>(trials == 1 ? new { lr = 1 } : new { lr = new { grid = Enumerable.Range(1, trials) } }),
            Objective = new Objective { Metric = "value" },
            Scheduler = scheduler ?? new SchedulerSpec(),
        },
        _patience.Token);

    // A coordinator that started a trial dies; the next one finds it in the store.
    private async Task TakeOver(Lease lease, LiveSilos live, Func<string, Lease?> runsUnder)
    {
        Grant(lease);
        await SubmitAsync();
        await Until(() => _script.Starts.Count == 1);
        await CloseAsync();
        _script = new Script { Live = live, OnRunsUnder = runsUnder };
        await OpenAsync();
        await Coordinator.Start();
        _time.Advance(TimeSpan.Zero);
    }

    private async Task OpenAsync()
    {
        _store = SqliteStore.Open(_folder["experiments.db"]);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(CountJob.Catalog())
            .AddSingleton(WatchedStore.Around(_store, change => _onWrite(change)))
            .AddSingleton<IBlobStore>(new DirectoryBlobStore(_folder["files"]))
            .AddSingleton<ISlots>(new IdleSlots("head"))
            .AddSingleton<IModelBackends>(new ManagedBackends())
            .AddSingleton<TrialRuns>()
            .AddSingleton(_script)
            .AddSingleton<GrainExperiments>()
            .AddEmbeddedOrleans(silo => silo.AddGrain<ExperimentGrain>().AddGrain<ScriptedCluster>().AddGrain<ScriptedTrial>())
            .BuildServiceProvider();
        await _services.GetRequiredService<EmbeddedSilo>().StartAsync(_patience.Token);
    }

    private async Task CloseAsync()
    {
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task<TrialInfo> Trial() => (await _store.TrialsAsync(_experiment, new TrialQuery(), _patience.Token)).Items.Single();

    private async Task<ExperimentInfo> Ended()
    {
        await Until(async () => (await _store.GetAsync(_experiment, _patience.Token)).Ended is not null);
        return await _store.GetAsync(_experiment, _patience.Token);
    }

    private Task Until(Func<bool> condition, double step = 0.5) => Until(() => Task.FromResult(condition()), step);

    // Lets time pass until it is so; fails when it never is.
    private async Task Until(Func<Task<bool>> condition, double step = 0.5)
    {
        while (!await condition())
        {
            _time.Advance(TimeSpan.FromSeconds(step));
            await _script.Settle(_patience.Token);
        }
    }
}
