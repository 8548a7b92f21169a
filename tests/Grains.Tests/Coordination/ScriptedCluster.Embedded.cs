using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;
using Orleans;

namespace ActorTraining.Grains.Tests.Coordination;

/// <summary>A cluster's grain that does what the script says.</summary>
internal sealed class ScriptedCluster(Script script) : Grain, IClusterGrain
{
    public Task<HeartbeatAnswer> Heartbeat(SiloHeartbeat heartbeat) => Task.FromResult(HeartbeatAnswer.Welcome);

    public Task Farewell(string silo, string address) => Task.CompletedTask;

    public Task<LeaseAnswer> Request(LeaseRequest request)
    {
        var answer = script.OnRequest(request);
        script.Requests.Enqueue(request);
        script.Tell();
        return Task.FromResult(answer);
    }

    public Task<LiveSilos> Silos(ResourceSpec? fitting) => Task.FromResult(script.Live);

    public Task<ClusterInfo> Get() => Task.FromResult(ClusterInfo.Unknown);
}
