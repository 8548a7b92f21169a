using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>The machines that work.</summary>
internal static class ClusterEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapCluster(this RouteGroupBuilder api) =>
        api.MapGet("/cluster", async (IExperiments experiments, CancellationToken cancel) => Tagged.Json(await experiments.ClusterAsync(cancel)))
            .For(AccessRole.Viewer)
            .Described("getCluster", "cluster", "The silos, their slots, and the experiments that wait for some.", StatusCodes.Status409Conflict)
            .Produces<ClusterInfo>();
}
