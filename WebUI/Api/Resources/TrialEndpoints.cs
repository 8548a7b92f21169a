using System.Runtime.CompilerServices;
using ActorTraining.Experiments;
using ActorTraining.Silo.Security;
using ActorTraining.WebUI.Api.Answers;
using ActorTraining.WebUI.Api.Reading;
using ActorTraining.WebUI.Security;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>Trials of an experiment.</summary>
internal static class TrialEndpoints
{
    private const string Tag = "trials";
    private const string Json = "application/json";

    /// <summary>Adds the endpoints.</summary>
    public static void MapTrials(this RouteGroupBuilder api)
    {
        api.MapGet("/experiments/{id}/trials", ListAsync).For(AccessRole.Viewer)
            .Described("listTrials", Tag, "Trials of an experiment; as CSV with a column for every choice and metric.", StatusCodes.Status404NotFound, StatusCodes.Status406NotAcceptable)
            .Produces<Page<TrialInfo>>(StatusCodes.Status200OK, Json, CsvAnswer.MediaType);
        api.MapGet("/experiments/{id}/trials/{number:int}", async (string id, int number, IExperiments experiments, CancellationToken cancel) => Tagged.Json(await GetAsync(experiments, id, number, cancel)))
            .For(AccessRole.Viewer)
            .Described("getTrial", Tag, "One trial as it is now.", StatusCodes.Status404NotFound)
            .Produces<TrialInfo>()
            .Produces(StatusCodes.Status304NotModified);
        api.MapGet("/experiments/{id}/trials/{number:int}/attempts", AttemptsAsync).For(AccessRole.Viewer)
            .Described("listAttempts", Tag, "The attempts at a trial in their order, each with where it ran and how it ended.", StatusCodes.Status404NotFound)
            .Produces<IReadOnlyList<AttemptInfo>>();
    }

    /// <summary>One trial.</summary>
    /// <exception cref="FileNotFoundException">There is none of this number.</exception>
    public static async Task<TrialInfo> GetAsync(IExperiments experiments, string id, int number, CancellationToken cancel)
    {
        var query = new TrialQuery { Filters = [new TrialFilter(TrialField.Number, ComparisonOperator.Equal, FormattableString.Invariant($"{number}"))], Limit = 1 };
        return (await experiments.TrialsAsync(id, query, cancel)).Items is [var trial] ? trial : throw new FileNotFoundException($"'{id}' has no trial {number}");
    }

    private static async Task<IResult> AttemptsAsync(string id, int number, IExperiments experiments, CancellationToken cancel)
    {
        await GetAsync(experiments, id, number, cancel);
        return Tagged.Json(await experiments.AttemptsAsync(id, number, cancel));
    }

    private static async Task<IResult> ListAsync(
        string id, [AsParameters] TrialSelection selection, HttpContext context, IExperiments experiments, [FromQuery] string? format, CancellationToken cancel)
    {
        var query = selection.Read();
        if (TableFormat.IsCsv(context.Request, format))
        {
            await experiments.GetAsync(id, cancel);
            return new CsvAnswer($"{id}-trials.csv", RowsAsync(experiments, id, query, selection.Limit ?? int.MaxValue, cancel));
        }

        var page = await experiments.TrialsAsync(id, query, cancel);
        context.Link(page, query.Offset, query.Limit);
        return Tagged.Json(page);
    }

    // Read twice: the names of the columns are known when the last trial is.
    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        IExperiments experiments, string id, TrialQuery query, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        var choices = new SortedSet<string>(StringComparer.Ordinal);
        var metrics = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var trial in AllAsync(experiments, id, query, most, cancel))
        {
            choices.UnionWith(trial.Choices.Keys);
            metrics.UnionWith(trial.Metrics.Keys);
        }

        yield return
        [
            "number", "state", "objective", .. choices.Select(path => $"param:{path}"), .. metrics.Select(name => $"metric:{name}"),
            "step", "steps", "unit", "seconds", "started", "ended", "attempt", "silo", "slot", "error",
        ];
        await foreach (var trial in AllAsync(experiments, id, query, most, cancel))
        {
            yield return
            [
                trial.Number, trial.State, trial.Objective,
                .. choices.Select(path => trial.Choices.TryGetValue(path, out var choice) ? (object?)choice : null),
                .. metrics.Select(name => trial.Metrics.TryGetValue(name, out var value) ? (object?)value : null),
                trial.Step, trial.Steps, trial.Unit, trial.Seconds, trial.Started, trial.Ended, trial.Attempt, trial.Silo, trial.Slot, trial.Error,
            ];
        }
    }

    private static async IAsyncEnumerable<TrialInfo> AllAsync(IExperiments experiments, string id, TrialQuery query, int most, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var left = most; left > 0;)
        {
            var page = await experiments.TrialsAsync(id, query with { Limit = Math.Min(left, Pages.MostLimit) }, cancel);
            foreach (var trial in page.Items)
            {
                yield return trial;
            }

            left = page.Items.Count < Pages.MostLimit ? 0 : left - page.Items.Count;
            query = query with { Offset = query.Offset + page.Items.Count };
        }
    }
}
