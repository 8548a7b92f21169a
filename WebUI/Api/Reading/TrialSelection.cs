using System.ComponentModel;
using ActorTraining.Experiments;
using Microsoft.AspNetCore.Mvc;

namespace ActorTraining.WebUI.Api.Reading;

/// <summary>Which trials are asked for, as the query of a request says it.</summary>
/// <param name="State">Only trials in these states.</param>
/// <param name="Filter">Conditions.</param>
/// <param name="Sort">The value to order by.</param>
/// <param name="Desc">Whether the largest come first.</param>
/// <param name="Offset">The rows to skip.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record TrialSelection(
    [property: FromQuery(Name = "state"), Description("Only trials in this state: waiting, running, completed, pruned, failed or cancelled; may be repeated")] string[]? State,
    [property: FromQuery(Name = "filter"), Description("A condition such as param:optimizer.lr>=0.1, metric:test.loss<2 or param:optimizer.kind=adam, with = != < <= > >= or ~ (contains); may be repeated, and all have to be met")] string[]? Filter,
    [property: FromQuery(Name = "sort"), Description("number, objective, state, seconds, started, metric:NAME or param:PATH; objective without desc: the best first")] string? Sort,
    [property: FromQuery(Name = "desc"), Description("Whether the largest come first; trials without the value come last in either case")] bool? Desc,
    [property: FromQuery(Name = "offset"), Description("The rows to skip")] int? Offset,
    [property: FromQuery(Name = "limit"), Description("The most rows, 1 to 10,000; 100 where it is not given")] int? Limit)
{
    /// <summary>The query.</summary>
    /// <exception cref="Errors.ApiException">Something in it is not understood.</exception>
    public TrialQuery Read()
    {
        var faults = new Faults();
        var sort = Sort is null or "best" ? TrialField.Number : faults.Read("sort", () => TrialField.Parse(Sort), TrialField.Number);
        var query = new TrialQuery
        {
            States = faults.Names<TrialState>("state", State),
            Filters = [.. (Filter ?? []).Select(text => faults.Read("filter", () => TrialFilter.Parse(text), null!))],
            BestFirst = Sort == "best" || (sort == TrialField.Objective && Desc is null),
            Sort = sort,
            Descending = Desc ?? false,
            Offset = faults.Within("offset", Offset, 0, 0, int.MaxValue),
            Limit = faults.Within("limit", Limit, Pages.Limit, 1, Pages.MostLimit),
        };
        faults.ThrowIfAny();
        return query;
    }
}
