using System.ComponentModel;
using System.Text;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Api.Errors;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Experiments, read and removed.</summary>
internal static class ExperimentEndpoints
{
    private const string Tag = "experiments";
    private const string Yaml = "application/yaml";
    private const string Json = "application/json";

    /// <summary>Adds the endpoints.</summary>
    public static void MapExperiments(this RouteGroupBuilder api)
    {
        api.MapGet("/experiments", ListAsync).For(AccessRole.Viewer)
            .Described("listExperiments", Tag, "Lists experiments, the newest first.")
            .Produces<Page<ExperimentInfo>>();
        api.MapGet("/experiments/{id}", async (string id, IExperiments experiments, CancellationToken cancel) => Tagged.Json(await experiments.GetAsync(id, cancel)))
            .For(AccessRole.Viewer)
            .Described("getExperiment", Tag, "One experiment as it is now.", StatusCodes.Status404NotFound)
            .Produces<ExperimentInfo>()
            .Produces(StatusCodes.Status304NotModified);
        api.MapGet("/experiments/{id}/spec", SpecAsync).For(AccessRole.Viewer)
            .Described("getSpec", Tag, "The spec of an experiment, as YAML (with its comments, where it was submitted so) or as JSON.", StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable)
            .Produces<string>(StatusCodes.Status200OK, Yaml, Json)
            .Produces(StatusCodes.Status304NotModified);
        api.MapDelete("/experiments/{id}", DeleteAsync).For(AccessRole.Admin)
            .Described("deleteExperiment", Tag, "Removes an ended experiment with everything that belongs to it.", StatusCodes.Status404NotFound, StatusCodes.Status409Conflict)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        IExperiments experiments,
        [FromQuery, Description("Only experiments in this state: running, paused, completed, stopped or failed; may be repeated")] string[]? state,
        [FromQuery, Description("Only experiments whose name contains this")] string? name,
        [FromQuery, Description("Only experiments with each of these words in their identifier, name, description, job or tags")] string? text,
        [FromQuery, Description("Only experiments with this tag")] string? tag,
        [FromQuery, Description("Only experiments of this job")] string? job,
        [FromQuery, Description("The rows to skip")] int? offset,
        [FromQuery, Description("The most rows, 1 to 10,000; 100 where it is not given")] int? limit,
        CancellationToken cancel)
    {
        var faults = new Faults();
        var query = new ExperimentQuery
        {
            States = faults.Names<ExperimentState>("state", state),
            NameContains = name,
            Text = text,
            Tag = tag,
            Job = job,
            Offset = faults.Within("offset", offset, 0, 0, int.MaxValue),
            Limit = faults.Within("limit", limit, Pages.Limit, 1, Pages.MostLimit),
        };
        faults.ThrowIfAny();
        var page = await experiments.ListAsync(query, cancel);
        context.Link(page, query.Offset, query.Limit);
        return Tagged.Json(page);
    }

    private static async Task<IResult> SpecAsync(string id, HttpRequest request, IExperiments experiments, CancellationToken cancel)
    {
        var form = request.Accepted(Yaml, Json, "text/yaml");
        var spec = (await experiments.GetAsync(id, cancel)).Spec;
        return form == Json
            ? Tagged.Json(SpecJson.Write(spec))
            : new Tagged(Encoding.UTF8.GetBytes(spec.Source ?? SpecYaml.Write(spec)), $"{form}; charset=utf-8");
    }

    private static async Task<IResult> DeleteAsync(string id, IExperiments experiments, CancellationToken cancel)
    {
        await experiments.DeleteAsync(id, cancel);
        return Results.NoContent();
    }
}
