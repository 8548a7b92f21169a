using System.Text.Json;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Experiments.External;
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

    public Task<IReadOnlyList<int>> Enqueue(IReadOnlyList<JsonElement> points) => Task.FromResult<IReadOnlyList<int>>([]);

    public Task<AskAnswer> Ask(string worker, TimeSpan lease) => Task.FromResult(new AskAnswer(null, true, "there is none"));

    public Task<TellAnswer> Tell(int trial, ToldTrial told) => Task.FromResult(new TellAnswer(null));

    public Task Extend(ExperimentSpec spec, string? length) => Task.CompletedTask;

    public Task SlotsFree() => Task.CompletedTask;

    public Task Yield(IReadOnlyList<Guid> leases) => Task.CompletedTask;

    public Task Watch(IExperimentObserver observer) => Task.CompletedTask;

    public Task Unwatch(IExperimentObserver observer) => Task.CompletedTask;
}
