using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Tests;
using ActorTraining.Training.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Embedded;
using Orleans.Runtime;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>When a trial's grain takes an attempt on, and to whom it tells what became of it.</summary>
public sealed class TrialGrainTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TaskSlots _slots = new();
    private readonly List<TrialReport> _reports = [];
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly ServiceProvider _services;
    private Action<TrialReport> _onReport = _ => { };
    private Action<ITrial, long, CancellationToken> _onStep = (_, _, _) => { };

    public TrialGrainTests() => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(CountJob.Catalog((trial, step, stop) => _onStep(trial, step, stop)))
        .AddSingleton<IBlobAccess>(new DirectoryBlobStore(_folder.Path))
        .AddSingleton<ISlots>(_slots)
        .AddSingleton<TrialRuns>()
        .AddSingleton<Func<TrialReport, ReportAnswer>>(Take)
        .AddEmbeddedOrleans(silo => silo.AddGrain<TrialGrain>().AddGrain<ScriptedCoordinator>())
        .BuildServiceProvider();

    private ITrialGrain Trial => _services.GetRequiredService<IGrainFactory>().GetGrain<ITrialGrain>("e/1/1");

    public async ValueTask DisposeAsync()
    {
        await _services.GetRequiredService<EmbeddedSilo>().StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _folder.Dispose();
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
    public async Task Where_its_own_silo_stops_it_gives_up()
    {
        _onReport = _ => throw new SiloUnavailableException("this silo is shutting down");
        await _slots.Closes.CancelAsync();
        await StartAsync(Assignment);
        await _slots.Work!.Settled.WaitAsync(_patience.Token);
        Assert.Empty(_reports);
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
        return ReportAnswer.Continue;
    }
}
