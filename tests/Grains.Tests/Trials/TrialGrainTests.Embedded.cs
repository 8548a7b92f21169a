using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Tests;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>When a trial's grain takes an attempt on, and to whom it tells what became of it.</summary>
public sealed class TrialGrainTests : IAsyncDisposable
{
    private readonly LeapingClock _time = new();
    private readonly ScriptedBlobs _blobs = new();
    private readonly TaskSlots _slots = new();
    private readonly AskedBackends _backends = new();
    private readonly List<TrialReport> _reports = [];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly ServiceProvider _services;
    private Action<TrialReport> _onReport = _ => { };
    private IReadOnlyList<Adjustment> _adjustments = [];
    private Action<ITrial, long, CancellationToken> _onStep = (_, _, _) => { };

    public TrialGrainTests() => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(CountJob.Catalog((trial, step, stop) => _onStep(trial, step, stop)))
        .AddSingleton<TimeProvider>(_time)
        .AddSingleton<IBlobAccess>(_blobs)
        .AddSingleton<ISlots>(_slots)
        .AddSingleton<IModelBackends>(_backends)
        .AddSingleton<TrialRuns>()
        .AddSingleton<Func<TrialReport, ReportAnswer>>(Take)
        .AddEmbeddedOrleans(silo => silo.AddGrain<TrialGrain>().AddGrain<ScriptedCoordinator>())
        .BuildServiceProvider();

    private ITrialGrain Trial => _services.GetRequiredService<IGrainFactory>().GetGrain<ITrialGrain>("e/1/1");

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _patience.Dispose();
    }

    [Fact]
    public async Task It_came_to_another_silo_than_its_lease_says()
    {
        var answer = await StartAsync(Assignment with { Lease = Assignment.Lease with { Silo = "there" } });
        Assert.Equal(new StartAnswer("its lease is for the silo there, but it came to here"), answer);
    }

    [Fact]
    public async Task Its_job_is_unknown_here() =>
        Assert.Equal(new StartAnswer("the silo here does not know the job 'dream'; is it of another version?", UnknownJob: true), await StartAsync(Assignment with { Job = "dream" }));

    [Fact]
    public async Task Its_slot_is_taken()
    {
        _slots.Refusal = "the slot cpu:0 of the silo here is taken by trial 7 of 'other'";
        Assert.Equal(new StartAnswer(_slots.Refusal), await StartAsync(Assignment));
        Assert.Null(await Trial.RunsUnder(1));
    }

    [Fact]
    public async Task It_is_started_once_however_often_it_is_asked_to()
    {
        using var go = new ManualResetEventSlim();
        _onStep = (trial, _, _) =>
        {
            Assert.Equal("cuda:0", trial.Device);
            go.Wait(_patience.Token);
        };
        Assert.Equal(StartAnswer.Started, await StartAsync(Assignment with { Lease = Assignment.Lease with { Slots = ["cuda:0/1", "cuda:0/0"] } }));
        var work = _slots.Work;
        Assert.Equal(StartAnswer.Started, await Trial.Start(Assignment));

        Assert.Same(work, _slots.Work);
        Assert.Equal(Assignment.Lease.Id, (await Trial.RunsUnder(1))!.Id);
        Assert.Null(await Trial.RunsUnder(2));
        go.Set();
        await work!.Settled.WaitAsync(_patience.Token);
        Assert.Equal(AttemptOutcome.Completed, _reports[^1].End!.Outcome);
    }

    [Theory]
    [InlineData(3_000, 5_000, 8_000)]
    [InlineData(3_000, 0, 0)]
    public async Task Its_models_may_take_what_its_slots_have_of_their_device_together(long first, long second, long together)
    {
        _slots.Told =
        [
            new SlotStatus("cuda:1/0", "cuda", 1, first, null, null, null),
            new SlotStatus("cuda:1/1", "cuda", 1, second, null, null, null),
            new SlotStatus("cuda:1/2", "cuda", 1, 7_000, null, null, null),
        ];
        _onStep = (trial, step, _) => Assert.True(step > 1 || trial.Backend is ManagedBackend);
        await StartAsync(Assignment with { Backend = "torch", Lease = Assignment.Lease with { Slots = ["cuda:1/0", "cuda:1/1"] } });
        await _slots.Work!.Settled.WaitAsync(_patience.Token);

        Assert.Equal(AttemptOutcome.Completed, _reports[^1].End!.Outcome);
        Assert.Equal([("torch", "cuda:1", together)], _backends.Asked);
    }

    [Fact]
    public async Task A_device_that_its_build_cannot_use_fails_the_attempt_with_the_reason()
    {
        _backends.Refusal = "resources.device: cuda needs TorchSharp";
        _onStep = (trial, _, _) => _ = trial.Backend;
        await StartAsync(Assignment);
        await _slots.Work!.Settled.WaitAsync(_patience.Token);

        Assert.Equal(new AttemptEnd(AttemptOutcome.Failed, _backends.Refusal), _reports[^1].End);
    }

    [Fact]
    public async Task Where_the_silo_of_the_coordinator_has_died_it_repeats_its_report_until_there_is_another()
    {
        var refused = 0;
        _onReport = _ =>
        {
            if (refused++ < 3)
            {
                throw new SiloUnavailableException("the coordinator's silo is shutting down");
            }
        };
        await StartAsync(Assignment);
        await _slots.Work!.Settled.WaitAsync(_patience.Token);

        Assert.True(refused > 3);
        Assert.Equal(AttemptOutcome.Completed, _reports[^1].End!.Outcome);
    }

    [Fact]
    public async Task Where_its_own_silo_has_stopped_it_gives_up()
    {
        _onReport = _ =>
        {
            _time.Ahead += TimeSpan.FromSeconds(4);
            throw new SiloUnavailableException("this silo is shutting down");
        };
        await _slots.Closes.CancelAsync();
        await StartAsync(Assignment);
        await _slots.Work!.Settled.WaitAsync(_patience.Token);
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task Where_the_silo_of_the_coordinator_dies_while_its_own_drains_it_repeats_its_report()
    {
        var refused = 0;
        _onReport = _ =>
        {
            if (refused++ < 3)
            {
                _time.Ahead += TimeSpan.FromSeconds(3);
                throw new SiloUnavailableException("the coordinator's silo is gone");
            }
        };
        await _slots.Closes.CancelAsync();
        await StartAsync(Assignment);
        await _slots.Work!.Settled.WaitAsync(_patience.Token);
        Assert.Equal(AttemptOutcome.Completed, _reports[^1].End!.Outcome);
    }

    [Fact]
    public async Task It_has_its_slot_before_it_has_its_checkpoint()
    {
        using var isBack = new ManualResetEventSlim();
        _blobs.OnOpen = _ => isBack.Wait(_patience.Token);
        _blobs.Content["checkpoints/e/1/1"] = [1];
        Assert.Equal(StartAnswer.Started, await StartAsync(Assignment with { Checkpoints = [new CheckpointReference(1, "checkpoints/e/1/1", "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a")] }));
        Assert.NotNull(await Trial.RunsUnder(1));

        isBack.Set();
        await _slots.Work!.Settled.WaitAsync(_patience.Token);
        Assert.Equal([2L], _reports.SelectMany(report => report.Points).Select(point => point.Step));
    }

    [Fact]
    public async Task It_takes_adjustments_from_the_answers_to_its_reports()
    {
        _adjustments = [new Adjustment("lr", JsonSerializer.SerializeToElement(7), null)];
        _onStep = (trial, step, stop) =>
        {
            while (step == 2 && trial.AdjustmentsAt(step).Count == 0)
            {
                stop.ThrowIfCancellationRequested();
                Thread.Yield();
            }
        };
        await StartAsync(Assignment with { Parameters = JsonSerializer.SerializeToElement(new { steps = 3, lr = 1 }) });
        await _slots.Work!.Settled.WaitAsync(_patience.Token);

        Assert.Equal(("lr", 2L), Assert.Single(_reports.SelectMany(report => report.Adjusted)) is var taken ? (taken.Path, taken.Step) : default);
        Assert.Equal(21, _reports.SelectMany(report => report.Points).Last().Value);
    }

    private static TrialAssignment Assignment { get; } = new(
        "e", 1, 1, "count", JsonSerializer.SerializeToElement(new { steps = 2, lr = 1 }), 0, new Lease(Guid.NewGuid(), "here", "127.0.0.1:1@1", ["cpu:0"]), new CheckpointSpec(), [], []);

    private async Task<StartAnswer> StartAsync(TrialAssignment assignment)
    {
        await _services.GetRequiredService<EmbeddedSilo>().StartAsync(_patience.Token);
        return await Trial.Start(assignment);
    }

    private ReportAnswer Take(TrialReport report)
    {
        _onReport(report);
        _reports.Add(report);
        return ReportAnswer.Continue with { Adjustments = _adjustments };
    }

    // The system's clock, whose time of day and timers go on as ever while the spans that are measured with it leap.
    /// <summary>Notes who asks, and gives the managed backend to everyone.</summary>
    private sealed class AskedBackends : IModelBackends
    {
        public List<(string Backend, string Device, long Memory)> Asked { get; } = [];

        /// <summary>Why nothing is given; null where it is.</summary>
        public string? Refusal { get; set; }

        public string? WhyNoGpu => null;

        public int Gpus => 2;

        public IModelBackend Choose(string backend, string device, long memory)
        {
            Asked.Add((backend, device, memory));
            return Refusal is null ? new ManagedBackend() : throw new TrialException(Refusal);
        }
    }

    private sealed class LeapingClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Ahead.TotalSeconds * TimestampFrequency);
    }
}
