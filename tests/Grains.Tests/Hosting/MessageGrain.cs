using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using ActorTraining.Grains.Interfaces;
using Orleans;

namespace ActorTraining.Grains.Tests.Hosting;

public sealed class MessageGrain : Grain, IMessageGrain
{
    public Task<TrialReport> Echo(TrialReport report) => Task.FromResult(report);

    public Task<TrialReport> EchoThrough(string other, TrialReport report) => GrainFactory.GetGrain<IMessageGrain>(other).Echo(report);

    public Task Tell(IExperimentObserver observer, TrialInfo trial) => observer.OnEvents(
    [
        new TrialChanged(1, DateTimeOffset.UnixEpoch, trial),
        new TrialProgressed(0, DateTimeOffset.UnixEpoch, trial, [new MetricPoint("loss", 3, double.NaN)]),
        new TrialLogged(2, DateTimeOffset.UnixEpoch, 1, 2, "told"),
    ]);
}
