using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Trials;
using ActorTraining.Silo.Control;
using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Slots;
using ActorTraining.Silo.Stores;
using ActorTraining.Silo.Supervision;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Torch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorTraining.Silo.Hosting;

/// <summary>What silos consist of, apart from the runtime that hosts their grains.</summary>
internal static class SiloServices
{
    /// <summary>What every silo has: slots, and a heart that tells the cluster of them.</summary>
    /// <param name="services">Receives the services.</param>
    /// <param name="slots">The slots; whoever made them closes them.</param>
    /// <param name="jobs">The jobs that it can run.</param>
    /// <param name="blobs">Where its trials keep their files.</param>
    public static IServiceCollection AddTrials(this IServiceCollection services, SlotPool slots, JobCatalog jobs, IBlobAccess blobs) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(jobs)
        .AddSingleton(Backends.OfThisBuild)
        .AddSingleton(slots)
        .AddSingleton<ISlots>(slots)
        .AddSingleton<TrialRuns>()
        .AddSingleton(blobs)
        .AddSingleton<Func<IReadOnlyList<Gpu>>>(NvidiaSmi.Gpus)
        .AddSingleton<DeviceWatch>()
        .AddSingleton<SlotHeart>();

    /// <summary>What a silo has that coordinates experiments: their store, and those who look after it.</summary>
    public static IServiceCollection AddCoordination(this IServiceCollection services, OpenStore store) => services
        .AddSingleton<IExperimentStore>(store.Experiments)
        .AddSingleton(store.Blobs)
        .AddSingleton<BlobGarbage>()
        .AddSingleton<BlobCollector>()
        .AddSingleton<ExperimentSupervisor>()
        .AddSingleton<GrainExperiments>()
        .AddSingleton(provider => new ControlServer(store.Location.Identity, provider.GetRequiredService<GrainExperiments>(), provider.GetRequiredService<ILogger<ControlServer>>()));
}
