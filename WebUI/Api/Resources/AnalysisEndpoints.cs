using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Parallel;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>What the results of experiments say.</summary>
internal static class AnalysisEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void MapAnalysis(this RouteGroupBuilder api)
    {
        api.MapGet("/experiments/{id}/analysis", async (string id, AnalysisCache analyses, CancellationToken cancel) => Tagged.Json(await analyses.OfAsync(id, cancel)))
            .For(AccessRole.Viewer)
            .Described("getAnalysis", "experiments", "Which parameters the objective depends on, with contours over pairs of them; how early trials can be told apart; the Pareto front and its hypervolume; all of it in sentences. Up to 15 seconds old while trials run.", StatusCodes.Status404NotFound)
            .Produces<AnalysisReport>();
        api.MapGet("/experiments/{id}/analysis/parallel", async (string id, IExperiments experiments, CancellationToken cancel) => Tagged.Json(await experiments.ParallelAsync(id, cancel)))
            .For(AccessRole.Viewer)
            .Described("getParallelCoordinates", "experiments", "The trials as lines through their choices to their objectives: the data of parallel coordinates and of slices.", StatusCodes.Status404NotFound)
            .Produces<ParallelCoordinates>();
    }
}
