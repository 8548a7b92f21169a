using ActorTraining.Silo.Control;
using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Supervision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorTraining.Silo.Hosting;

/// <summary>What a silo does on its own once its grains can be called: it tells the cluster of its slots and looks after the experiments of its store.</summary>
internal sealed class SiloWork
{
    private readonly SlotHeart _heart;
    private readonly SlotPool _slots;
    private readonly IReadOnlyList<IHostedService> _services;
    private bool _begun;

    /// <summary>Finds what belongs to it.</summary>
    /// <param name="services">The silo.</param>
    /// <param name="commands">Whether it takes commands of other processes of this machine: it has the store, and has it alone.</param>
    /// <param name="takesUp">Whether it has a store and takes up what is unfinished there.</param>
    public SiloWork(IServiceProvider services, bool commands, bool takesUp)
    {
        (_heart, _slots) = (services.GetRequiredService<SlotHeart>(), services.GetRequiredService<SlotPool>());
        _services =
        [
            services.GetRequiredService<DeviceWatch>(),
            .. commands ? [services.GetRequiredService<ControlServer>()] : (IHostedService[])[],
            .. takesUp ? [services.GetRequiredService<ExperimentSupervisor>(), services.GetRequiredService<BlobCollector>()] : (IHostedService[])[],
        ];
    }

    /// <summary>Begins.</summary>
    public async Task StartAsync(CancellationToken cancel)
    {
        _begun = true;
        foreach (var service in _services.Prepend(_heart))
        {
            await service.StartAsync(cancel);
        }
    }

    /// <summary>Takes no more work, lets what runs save and leave, and says farewell; does nothing where it has not begun.</summary>
    /// <param name="drain">How long running trials may take.</param>
    public async Task StopAsync(TimeSpan drain)
    {
        if (!_begun)
        {
            return;
        }

        await _heart.AnnounceDrainAsync();
        foreach (var service in _services.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        // The heart beats until the end: a silo that falls silent is taken for dead, and its trials start anew elsewhere.
        await _slots.DrainAsync(drain);
        await _heart.StopAsync(CancellationToken.None);
    }
}
