using System.ComponentModel;
using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Api.Errors;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>What happens in an experiment.</summary>
internal static class EventEndpoints
{
    private const string Json = "application/json";

    /// <summary>Adds the endpoints.</summary>
    public static void MapEvents(this RouteGroupBuilder api) =>
        api.MapGet("/experiments/{id}/events", GetAsync).For(AccessRole.Viewer)
            .RequireRateLimiting(RateLimits.Streams)
            .Described(
                "watchExperiment", "events",
                "Events as they happen, as server-sent events: id is the sequence number of a stored event, event its type, data the event; 'event: end' comes when the experiment has ended. "
                + "As JSON: a page of the stored events.",
                StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable)
            .Produces<Page<ExperimentEvent>>(StatusCodes.Status200OK, Json, EventStream.MediaType);

    private static async Task<IResult> GetAsync(
        string id,
        HttpContext context,
        IExperiments experiments,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        [FromHeader(Name = "Last-Event-ID"), Description("The id of the last event that the caller knows; goes before after")] string? lastEventId,
        [FromQuery, Description("The sequence number of the last event that the caller knows; 0 for all")] long? after,
        [FromQuery, Description("The most events of a page, 1 to 10,000")] int? limit,
        CancellationToken cancel)
    {
        var streams = context.Request.Accepted(Json, EventStream.MediaType) == EventStream.MediaType;
        var known = KnownOf(lastEventId, after);
        var faults = new Faults();
        var most = faults.Within("limit", limit, Pages.Limit, 1, Pages.MostLimit);
        faults.ThrowIfAny();
        var info = await experiments.GetAsync(id, cancel);
        return streams
            ? new EventStream(stop => experiments.WatchAsync(id, known, stop), time, lifetime.ApplicationStopping)
            : Tagged.Json(new Page<ExperimentEvent>(await StoredAsync(experiments, info, known, most, cancel), (int)Math.Min(info.LastEvent, int.MaxValue)));
    }

    private static long KnownOf(string? lastEventId, long? after)
    {
        if (string.IsNullOrEmpty(lastEventId))
        {
            return after is null or >= 0 ? after ?? 0 : throw new ApiException(StatusCodes.Status400BadRequest, $"after: {after} is less than 0");
        }

        return long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new ApiException(StatusCodes.Status400BadRequest, $"Last-Event-ID: '{lastEventId}' is no sequence number");
    }

    private static async Task<IReadOnlyList<ExperimentEvent>> StoredAsync(IExperiments experiments, ExperimentInfo info, long after, int most, CancellationToken cancel)
    {
        var events = new List<ExperimentEvent>();
        if (after >= info.LastEvent)
        {
            return events;
        }

        await foreach (var happened in experiments.WatchAsync(info.Id, after, cancel))
        {
            if (happened.Sequence > 0)
            {
                events.Add(happened);
            }

            if (events.Count == most || happened.Sequence >= info.LastEvent)
            {
                break;
            }
        }

        return events;
    }
}
