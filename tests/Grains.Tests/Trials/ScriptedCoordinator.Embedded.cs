using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;
using Orleans;

namespace ActorTraining.Grains.Tests.Trials;

/// <summary>A coordinator that only takes reports.</summary>
internal sealed class ScriptedCoordinator(Func<TrialReport, ReportAnswer> onReport) : Grain, IExperimentGrain
{
    public Task<ReportAnswer> Report(TrialReport report) => Task.FromResult(onReport(report));

    public Task Start() => Task.CompletedTask;

    public Task Pause() => Task.CompletedTask;

    public Task Resume() => Task.CompletedTask;

    public Task Stop() => Task.CompletedTask;

    public Task CancelTrial(int trial) => Task.CompletedTask;

    public Task Configure(ResourceSpec resources) => Task.CompletedTask;

    public Task Adjust(int trial, string path, JsonElement value) => Task.CompletedTask;

    public Task Extend(ExperimentSpec spec, string? length) => Task.CompletedTask;

    public Task SlotsFree() => Task.CompletedTask;

    public Task Yield(IReadOnlyList<Guid> leases) => Task.CompletedTask;

    public Task Watch(IExperimentObserver observer) => Task.CompletedTask;

    public Task Unwatch(IExperimentObserver observer) => Task.CompletedTask;
}
