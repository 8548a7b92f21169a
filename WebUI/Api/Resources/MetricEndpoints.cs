using System.ComponentModel;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>The curves of trials.</summary>
internal static class MetricEndpoints
{
    private const int LeastPoints = 4;
    private const int MostPoints = 1_000_000;

    /// <summary>Adds the endpoints.</summary>
    public static void MapMetrics(this RouteGroupBuilder api) =>
        api.MapGet("/experiments/{id}/metrics", GetAsync).For(AccessRole.Viewer)
            .Described("getMetrics", "trials", "Metric values ordered by trial, metric and step; as CSV one value per row.", StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable)
            .Produces<IReadOnlyList<MetricSeries>>(StatusCodes.Status200OK, "application/json", CsvAnswer.MediaType);

    private static async Task<IResult> GetAsync(
        string id,
        HttpContext context,
        IExperiments experiments,
        [FromQuery, Description("Only this trial; may be repeated")] int[]? trial,
        [FromQuery, Description("Only this metric; may be repeated")] string[]? metric,
        [FromQuery, Description("The most points per curve; longer ones are thinned by keeping each bucket's lowest and highest")] int? maxPoints,
        [FromQuery, Description("Whether to say when each value was reported, and not only after how many seconds; CSV always says both")] bool? times,
        [FromQuery] string? format,
        CancellationToken cancel)
    {
        var faults = new Faults();
        var query = new MetricQuery
        {
            Trials = trial is { Length: > 0 } ? trial : null,
            Metrics = metric is { Length: > 0 } ? metric : null,
            MaxPoints = maxPoints is null ? null : faults.Within("maxPoints", maxPoints, LeastPoints, LeastPoints, MostPoints),
        };
        faults.ThrowIfAny();
        var csv = TableFormat.IsCsv(context.Request, format);
        var series = await experiments.MetricsAsync(id, query with { Times = csv || times == true }, cancel);
        return csv ? new CsvAnswer($"{id}-metrics.csv", Rows(series).ToAsyncEnumerable()) : Tagged.Json(series);
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(IReadOnlyList<MetricSeries> series)
    {
        yield return ["trial", "metric", "step", "value", "seconds", "at"];
        foreach (var one in series)
        {
            for (var i = 0; i < one.Steps.Count; i++)
            {
                yield return [one.Trial, one.Metric, one.Steps[i], one.Values[i], Known(one.Seconds?[i]), one.Times?[i]];
            }
        }
    }

    private static double? Known(double? seconds) => seconds is double.NaN ? null : seconds;
}
