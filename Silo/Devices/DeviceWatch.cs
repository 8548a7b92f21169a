using ActorTraining.Silo.Slots;
using Microsoft.Extensions.Hosting;

namespace ActorTraining.Silo.Devices;

/// <summary>Asks the driver now and then how busy the silo's GPUs are, so that the cluster can tell. Without a GPU it does nothing.</summary>
internal sealed class DeviceWatch(SlotPool slots, TimeProvider time, Func<IReadOnlyList<Gpu>> gpus) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!slots.Devices.Any(device => device.Kind == "cuda"))
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            foreach (var gpu in await Task.Run(gpus, stoppingToken))
            {
                slots.Note(gpu.Index, gpu.Load);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
