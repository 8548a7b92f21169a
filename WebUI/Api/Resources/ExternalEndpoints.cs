using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Ask and tell: trials for scripts in any language; and trials that users add.</summary>
internal static class ExternalEndpoints
{
    private const string Tag = "ask and tell";
    private const int MostPoints = 1_000;

    /// <summary>Adds the endpoints.</summary>
    public static void MapExternal(this RouteGroupBuilder api)
    {
        Command(
            api.MapPost("/experiments/{id}/trials", EnqueueAsync),
            "enqueueTrials", "Adds trials with parameters of your own, which run before what the search proposes next.")
            .Produces<AddedTrials>(StatusCodes.Status201Created);
        Command(
            api.MapPost("/experiments/{id}/ask", AskAsync),
            "askForTrial", "Gives a trial of an experiment with 'job: external' to whoever asks, to run it there.")
            .Produces<AskAnswer>();
        Command(
            api.MapPost("/experiments/{id}/trials/{number:int}/tell", TellAsync),
            "tellOfTrial", "Takes values of metrics, lines for the log and the end of a trial that was asked for; or nothing but the attempt, as a sign of life.")
            .Produces<TellAnswer>();
    }

    private static RouteHandlerBuilder Command(RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .For(AccessRole.Operator)
        .Described(name, Tag, summary, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status415UnsupportedMediaType);

    private static async Task<IResult> EnqueueAsync(string id, TrialPoints points, IExperiments experiments, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Within("points", points.Points?.Count ?? 0, 1, 1, MostPoints);
        if (points.Points?.Contains(null!) == true)
        {
            faults.Add("points", "has one without a value; an empty object is drawn as a whole");
        }

        faults.ThrowIfAny();
        var numbers = await experiments.EnqueueAsync(id, points.Points!, cancel);
        return Results.Json(new AddedTrials(numbers), ExperimentJson.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> AskAsync(string id, TrialRequest request, IExperiments experiments, CancellationToken cancel)
    {
        // What is no span of time is no lease: the check that follows says so.
        var lease = TimeSpan.FromSeconds(double.IsFinite(request.Lease) ? Math.Clamp(request.Lease, 0, 1e9) : 0);
        ToldFaults.ThrowIfAny(request.Worker, lease);
        return Results.Json(await experiments.AskAsync(id, request.Worker, lease, cancel), ExperimentJson.Options);
    }

    private static async Task<IResult> TellAsync(string id, int number, ToldTrial told, IExperiments experiments, CancellationToken cancel) =>
        Results.Json(await experiments.TellAsync(id, number, told, cancel), ExperimentJson.Options);
}
