using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Grains.Tests.Coordination;
using ActorTraining.Grains.Trials;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models.Devices;
using Microsoft.Extensions.DependencyInjection;

namespace ActorTraining.Grains.Tests.Hosting;

/// <summary>What grains need of their silo, on whatever runtime.</summary>
internal static class GrainServices
{
    /// <summary>Adds an empty store of the silo's own.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new JobCatalog([]));
        services.AddSingleton<IModelBackends>(new ManagedBackends());
        services.AddSingleton<ISlots>(new IdleSlots("test"));
        services.AddSingleton<TrialRuns>();
        services.AddSingleton<TemporaryFolder>();
        services.AddSingleton<IExperimentStore>(provider => SqliteStore.Open(Path.Combine(provider.GetRequiredService<TemporaryFolder>().Path, "experiments.db")));
        services.AddSingleton<IBlobAccess>(provider => provider.GetRequiredService<IBlobStore>());
        services.AddSingleton<IBlobStore>(provider => new DirectoryBlobStore(provider.GetRequiredService<TemporaryFolder>().Path));
    }
}
