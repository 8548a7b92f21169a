using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Interfaces;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace ActorTraining.Grains.Cluster;

/// <summary>Knows the silos by their heartbeats and shares their slots between the experiments.</summary>
[KeepAlive]
public sealed partial class ClusterGrain(TimeProvider time, ILogger<ClusterGrain> log) : Grain, IClusterGrain
{
    private readonly SlotBoard _board = new(time);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions { DueTime = TimeSpan.FromSeconds(1), Period = TimeSpan.FromSeconds(1), KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<HeartbeatAnswer> Heartbeat(SiloHeartbeat heartbeat)
    {
        if (_board.Hear(heartbeat))
        {
            LogJoined(heartbeat.Silo, heartbeat.Slots.Count);
        }

        await OfferFreeSlots();
        return HeartbeatAnswer.Welcome;
    }

    /// <inheritdoc/>
    public Task<LiveSilos> Silos(ResourceSpec? fitting) => Task.FromResult(_board.Silos());

    /// <inheritdoc/>
    public Task Farewell(string silo, string address)
    {
        _board.Remove(silo);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<LeaseAnswer> Request(LeaseRequest request)
    {
        var granted = _board.Grant(request);
        await OfferFreeSlots();
        return granted;
    }

    /// <inheritdoc/>
    public Task<ClusterInfo> Get() => Task.FromResult(_board.Info());

    private Task Tick(CancellationToken cancel)
    {
        foreach (var silo in _board.RemoveSilent())
        {
            LogLost(silo);
        }

        return OfferFreeSlots();
    }

    // One-way calls: whoever is next in line asks for itself, so a lost offer loses no slot.
    private Task OfferFreeSlots() => Task.WhenAll(_board.NextInLine().Select(experiment => GrainFactory.GetGrain<IExperimentGrain>(experiment).SlotsFree()));

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} joined with {Slots} slots")]
    private partial void LogJoined(string silo, int slots);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} has been silent too long; its slots are not leased any more")]
    private partial void LogLost(string silo);
}
