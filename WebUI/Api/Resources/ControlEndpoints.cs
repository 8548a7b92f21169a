using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Commands to experiments and their trials. Each answers 204 when it is done.</summary>
internal static class ControlEndpoints
{
    private const string Tag = "control";

    /// <summary>Adds the endpoints.</summary>
    public static void MapControl(this RouteGroupBuilder api)
    {
        Command(
            api.MapPost("/experiments/{id}/pause", (string id, IExperiments experiments, CancellationToken cancel) => DoAsync(experiments.PauseAsync(id, cancel))),
            "pauseExperiment", "Starts no new trials and takes running ones back to their last checkpoint.");
        Command(
            api.MapPost("/experiments/{id}/resume", (string id, IExperiments experiments, CancellationToken cancel) => DoAsync(experiments.ResumeAsync(id, cancel))),
            "resumeExperiment", "Goes on after a pause.");
        Command(
            api.MapPost("/experiments/{id}/stop", (string id, IExperiments experiments, CancellationToken cancel) => DoAsync(experiments.StopAsync(id, cancel))),
            "stopExperiment", "Ends an experiment for good and keeps its results.");
        Command(
            api.MapPost(
                "/experiments/{id}/extend",
                (string id, ChangeList changes, IExperiments experiments, CancellationToken cancel) => DoAsync(experiments.ExtendAsync(id, changes.Read(), cancel))),
            "extendExperiment", "Lets an ended experiment go on with more or longer trials.", StatusCodes.Status415UnsupportedMediaType);
        Command(
            api.MapPatch("/experiments/{id}", ConfigureAsync),
            "configureExperiment", "Changes how many trials run at once, and which experiment goes first.", StatusCodes.Status415UnsupportedMediaType);
        Command(
            api.MapPost(
                "/experiments/{id}/trials/{number:int}/cancel",
                (string id, int number, IExperiments experiments, CancellationToken cancel) => DoAsync(experiments.CancelTrialAsync(id, number, cancel))),
            "cancelTrial", "Cancels one trial; what it reported stays.");
        Command(
            api.MapPost(
                "/experiments/{id}/trials/{number:int}/adjust",
                (string id, int number, ParameterChange change, IExperiments experiments, CancellationToken cancel) =>
                    DoAsync(experiments.AdjustAsync(id, number, change.Path, change.Value, cancel))),
            "adjustTrial", "Changes a parameter of a running or waiting trial from its next step on.", StatusCodes.Status415UnsupportedMediaType);
    }

    private static void Command(RouteHandlerBuilder endpoint, string name, string summary, params ReadOnlySpan<int> errors) => endpoint
        .For(AccessRole.Operator)
        .Described(name, Tag, summary, [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, .. errors])
        .Produces(StatusCodes.Status204NoContent);

    private static Task<IResult> ConfigureAsync(string id, Configuration configuration, IExperiments experiments, CancellationToken cancel)
    {
        var faults = new Faults();
        faults.Within("parallel", configuration.Parallel, 1, 1, int.MaxValue);
        faults.ThrowIfAny();
        return DoAsync(experiments.ConfigureAsync(id, configuration.Parallel, configuration.Priority, cancel));
    }

    private static async Task<IResult> DoAsync(Task command)
    {
        await command;
        return Results.NoContent();
    }
}
