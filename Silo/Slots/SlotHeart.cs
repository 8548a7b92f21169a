using ActorTraining.Grains.Interfaces;
using ActorTraining.Silo.Stores;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace ActorTraining.Silo.Slots;

/// <summary>Tells the cluster twice a second that this silo lives and what its slots do; says farewell when the silo stops.</summary>
/// <remarks>It has to beat until the slots are drained: a silo that falls silent is taken for dead, and its trials start anew elsewhere.</remarks>
internal sealed partial class SlotHeart(IGrainFactory grains, ILocalSiloDetails silo, SlotPool slots, TimeProvider time, ILogger<SlotHeart> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    private readonly TaskCompletionSource<string> _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly string _address = silo.SiloAddress.ToParsableString();
    private bool _draining;

    /// <summary>Completes with the reason when the cluster does not want this silo (another version, another cluster): the host should stop and say so.</summary>
    public Task<string> Refused => _refused.Task;

    private IClusterGrain Cluster => grains.GetGrain<IClusterGrain>(0);

    /// <summary>Tells the cluster that this silo takes nothing more; to be called before its slots are drained.</summary>
    public Task AnnounceDrainAsync()
    {
        Volatile.Write(ref _draining, true);
        return Try(BeatAsync);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(() => Cluster.Farewell(slots.Silo, _address));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Try(BeatAsync);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task BeatAsync()
    {
        var answer = await Cluster.Heartbeat(new SiloHeartbeat
        {
            Silo = slots.Silo,
            Cluster = silo.ClusterId,
            Version = ClusterIdentity.ThisVersion,
            Address = _address,
            Started = _started,
            Labels = slots.Labels,
            Devices = slots.Devices,
            Slots = slots.Status(),
            Draining = Volatile.Read(ref _draining),
        });
        if (answer.Refusal is { } refusal && _refused.TrySetResult(refusal))
        {
            LogRefused(slots.Silo, refusal);
        }
    }

    private async Task Try(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception e)
        {
            LogUnheard(slots.Silo, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Silo {Silo} is refused by the cluster: {Refusal}")]
    private partial void LogRefused(string silo, string refusal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} could not reach the cluster grain: {Error}")]
    private partial void LogUnheard(string silo, string error);
}
