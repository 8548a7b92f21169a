using System.Reflection;
using ActorTraining.Grains.Interfaces;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace ActorTraining.Silo.Slots;

/// <summary>Tells the cluster once a second that this silo lives and what its slots do; says farewell when the silo stops.</summary>
internal sealed partial class SlotHeart(IGrainFactory grains, SlotPool slots, TimeProvider time, ILogger<SlotHeart> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly string Version = typeof(SlotHeart).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private IClusterGrain Cluster => grains.GetGrain<IClusterGrain>(0);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Try(() => Cluster.Farewell(slots.Silo));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = time.GetUtcNow();
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Try(() => Cluster.Heartbeat(new SiloHeartbeat(slots.Silo, Version, started, slots.Status())));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silo {Silo} could not reach the cluster grain: {Error}")]
    private partial void LogUnheard(string silo, string error);
}
