using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Security;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Api.Errors;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>New experiments: from a spec, or as a changed copy of another one.</summary>
internal static class SubmissionEndpoints
{
    private const string Tag = "experiments";
    private const string KeyHeader = "Idempotency-Key";
    private const int MostKeyLength = 200;
    private const int MostShown = 10;

    /// <summary>Adds the endpoints.</summary>
    public static void MapSubmissions(this RouteGroupBuilder api)
    {
        api.MapPost("/experiments", SubmitAsync).For(AccessRole.Operator)
            .Described(
                "submitExperiment", Tag, "Validates a spec, stores it and starts it. With the header Idempotency-Key, once for all requests of a key in 24 hours.",
                StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
            .TakesSpec()
            .Produces<NewExperiment>(StatusCodes.Status201Created);
        api.MapPost("/experiments/validate", ValidateAsync).For(AccessRole.Viewer)
            .Described(
                "validateSpec", Tag, "Says what is wrong with a spec, or how many trials there would be and the first of them. Nothing is stored.",
                StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType)
            .TakesSpec()
            .Produces<Validation>();
        api.MapPost("/experiments/{id}/clone", CloneAsync).For(AccessRole.Operator)
            .Described(
                "cloneExperiment", Tag, "Submits a changed copy of an experiment. With the header Idempotency-Key, once for all requests of a key in 24 hours.",
                StatusCodes.Status404NotFound, StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status422UnprocessableEntity)
            .Produces<NewExperiment>(StatusCodes.Status201Created);
    }

    private static RouteHandlerBuilder TakesSpec(this RouteHandlerBuilder endpoint) => endpoint
        .Accepts<JsonElement>(SpecBody.MediaTypes[0], SpecBody.MediaTypes[1..])
        .WithMetadata(new RequestSizeLimitAttribute(SpecBody.MostBytes));

    private static async Task<IResult> SubmitAsync(
        HttpRequest request, IExperiments experiments, ISubmissions submissions, JobCatalog jobs, [FromHeader(Name = KeyHeader)] string? key, CancellationToken cancel)
    {
        var body = await SpecBody.ReadAsync(request, jobs, cancel);
        return Created(RequestOf(key, request, body.Fingerprint) is { } repeatable
            ? await submissions.SubmitAsync(body.Spec, null, repeatable, cancel)
            : await experiments.SubmitAsync(body.Spec, cancel));
    }

    private static async Task<IResult> ValidateAsync(HttpRequest request, JobCatalog jobs, CancellationToken cancel)
    {
        try
        {
            var spec = (await SpecBody.ReadAsync(request, jobs, cancel)).Spec;
            var search = SearchAlgorithms.Create(spec, jobs);
            var first = new List<IReadOnlyDictionary<string, JsonElement>>();
            while (first.Count < MostShown && search.Propose(first.Count + 1) is { } proposal)
            {
                first.Add(proposal.Choices);
            }

            return Results.Json(new Validation(true, [], search.Planned, first), ExperimentJson.Options);
        }
        catch (InvalidSpecException e)
        {
            return Results.Json(new Validation(false, e.Errors, null, []), ExperimentJson.Options);
        }
        catch (SearchException e)
        {
            return Results.Json(new Validation(false, [new ParameterError("spec", e.Message)], null, []), ExperimentJson.Options);
        }
    }

    private static async Task<IResult> CloneAsync(
        string id, ChangeList changes, HttpRequest request, IExperiments experiments, ISubmissions submissions, JobCatalog jobs, [FromHeader(Name = KeyHeader)] string? key, CancellationToken cancel)
    {
        var overrides = changes.Read();
        if (RequestOf(key, request, JsonSerializer.Serialize(changes.Changes)) is not { } repeatable)
        {
            return Created(await experiments.CloneAsync(id, overrides, cancel));
        }

        var original = await experiments.GetAsync(id, cancel);
        return Created(await submissions.SubmitAsync(SpecChanges.Clone(original.Spec, overrides, jobs), id, repeatable, cancel));
    }

    // The key is the caller's own: another one's same key is another request. The path is part of what is asked for.
    private static RequestKey? RequestOf(string? key, HttpRequest request, string content) => key switch
    {
        null => null,
        { Length: 0 or > MostKeyLength } => throw new ApiException(StatusCodes.Status400BadRequest, $"{KeyHeader}: has to have 1 to {MostKeyLength} characters"),
        _ => new RequestKey(Hash($"{request.HttpContext.User.Identity?.Name}\n{key}"), Hash($"{request.Path}\n{content}")),
    };

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static IResult Created(string id) => Results.Created($"{ApiHosting.Root}/experiments/{Uri.EscapeDataString(id)}", new NewExperiment(id));
}
