using ActorTraining.Experiments.Analysis;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>What the results of experiments say.</summary>
internal static class AnalysisEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapAnalysis(this RouteGroupBuilder api) =>
        api.MapGet("/experiments/{id}/analysis", async (string id, AnalysisCache analyses, CancellationToken cancel) => Tagged.Json(await analyses.OfAsync(id, cancel)))
            .For(AccessRole.Viewer)
            .Described("getAnalysis", "experiments", "Which parameters the objective depends on, how early trials can be told apart, and both in sentences; up to 15 seconds old.", StatusCodes.Status404NotFound)
            .Produces<AnalysisReport>();
}
