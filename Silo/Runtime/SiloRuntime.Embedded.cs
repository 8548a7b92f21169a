using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Orleans.Embedded;

namespace ActorTraining.Silo.Runtime;

/// <summary>Hosts the grains of a silo that is a process of its own: on the embedded runtime, as the head of a cluster or as a member of one.</summary>
internal static class SiloRuntime
{
    /// <summary>The options that only silos of this runtime have.</summary>
    public const bool IsOrleans = false;

    /// <summary>Nothing has to be prepared.</summary>
    public static Task PrepareAsync(SiloSettings settings, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>The head has its store alone.</summary>
    public static bool SharesStore(StoreLocation store) => false;

    /// <summary>Adds the runtime to the silo.</summary>
    public static void Add(WebApplicationBuilder builder, SiloSettings settings, HttpClient? head) => builder.Services.AddEmbeddedOrleans(options =>
    {
        options.SiloName = settings.Name;
        options.ClusterId = settings.Cluster;
        options.ResponseTimeout = GrainTimes.Response;
        options.CollectionAge = GrainTimes.Collection;
        options.AddGrains(typeof(Grains.GrainExperiments).Assembly);
    });

    /// <summary>Adds the runtime's web endpoints: where members dial in.</summary>
    public static void Map(WebApplication app, RouteGroupBuilder trusted, SiloSettings settings)
    {
    }

    /// <summary>Complete, with the reason, when the others do not want this silo.</summary>
    public static IEnumerable<Task<string>> Refusals(IServiceProvider services) => [];
}
