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
    // Twice as often as silos beat, so that a dead one is missed soon after its time is up.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly SlotBoard _board = new(time);

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions { DueTime = Interval, Period = Interval, KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<HeartbeatAnswer> Heartbeat(SiloHeartbeat heartbeat)
    {
        var (isNew, hasMore, refusal) = _board.Hear(heartbeat);
        if (refusal is not null)
        {
            LogRefused(heartbeat.Silo, heartbeat.Address, refusal);
            return new HeartbeatAnswer(refusal);
        }

        if (isNew)
        {
            LogJoined(heartbeat.Silo, heartbeat.Slots.Count);
        }

        if (hasMore)
        {
            await OfferFreeSlots();
        }

        return HeartbeatAnswer.Welcome;
    }

    /// <inheritdoc/>
    public Task Farewell(string silo, string address)
    {
        _board.Remove(silo, address);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<LeaseAnswer> Request(LeaseRequest request)
    {
        var (answer, yielding) = _board.Request(request);
        await Task.WhenAll([OfferFreeSlots(), .. yielding.Select(asked => Coordinator(asked.Key).Yield(asked.Value))]);
        return answer;
    }

    /// <inheritdoc/>
    public Task<LiveSilos> Silos(ResourceSpec? fitting) => Task.FromResult(_board.Silos(fitting));

    /// <inheritdoc/>
    public Task<ClusterInfo> Get() => Task.FromResult(_board.Info());

    private async Task Tick(CancellationToken cancel)
    {
        foreach (var (silo, experiments) in _board.RemoveSilent())
        {
            LogLost(silo);

            // Their next request tells them which leases are lost.
            await Task.WhenAll(experiments.Select(experiment => Coordinator(experiment).SlotsFree()));
        }

        await OfferFreeSlots();
    }

    // One-way calls: whoever is next in line asks for itself, so a lost offer loses no slot.
    private Task OfferFreeSlots() => Task.WhenAll(_board.NextInLine().Select(experiment => Coordinator(experiment).SlotsFree()));

    private IExperimentGrain Coordinator(string experiment) => GrainFactory.GetGrain<IExperimentGrain>(experiment);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo} joined with {Slots} slots")]
    private partial void LogJoined(string silo, int slots);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} ({Address}) is refused: {Refusal}")]
    private partial void LogRefused(string silo, string address, string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} has been silent too long; what ran there starts again elsewhere")]
    private partial void LogLost(string silo);
}
