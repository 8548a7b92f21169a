using ActorTraining.Experiments;
using Microsoft.AspNetCore.WebUtilities;

namespace ActorTraining.WebUI.Components.Experiments.Trials;

/// <summary>What the table of trials shows: all of it is in the address, under the names that the API has for it.</summary>
public sealed record TrialTableSettings
{
    /// <summary>Only trials in these states; empty for all.</summary>
    public IReadOnlyList<TrialState> States { get; init; } = [];

    /// <summary>Conditions that every trial meets.</summary>
    public IReadOnlyList<TrialFilter> Filters { get; init; } = [];

    /// <summary>What is ordered by.</summary>
    public TrialField Sort { get; init; } = TrialField.Number;

    /// <summary>The largest first; null for the field's own way: the objective's best first, all others ascending.</summary>
    public bool? Descending { get; init; }

    /// <summary>The keys of the shown columns; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Reads them from the query of an address. What is wrong there counts as left out: links get mangled.</summary>
    public static TrialTableSettings Read(string query)
    {
        var all = QueryHelpers.ParseQuery(query);
        string[] Values(string name) => all.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];
        return new()
        {
            States = [.. Values("state").Select(text => Enum.TryParse<TrialState>(text, true, out var state) && Enum.IsDefined(state) ? state : (TrialState?)null).OfType<TrialState>().Distinct()],
            Filters = [.. Values("filter").Select(text => Try(() => TrialFilter.Parse(text))).OfType<TrialFilter>()],
            Sort = Values("sort") is [var sort, ..] ? Try(() => TrialField.Parse(sort)) ?? TrialField.Number : TrialField.Number,
            Descending = Values("desc") is [var desc, ..] && bool.TryParse(desc, out var descending) ? descending : null,
            Columns = [.. Values("columns").SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries))],
        };
    }

    /// <summary>The query of the address, with its question mark; empty for what is as usual.</summary>
    /// <param name="more">Parameters before these.</param>
    public string ToQuery(params (string Name, string Value)[] more)
    {
        var parameters = more.ToList();
        parameters.AddRange(States.Select(state => ("state", state.ToString().ToLowerInvariant())));
        parameters.AddRange(Filters.Select(filter => ("filter", filter.ToString())));
        if (Sort != TrialField.Number || Descending is not null)
        {
            parameters.Add(("sort", Sort.ToString()));
        }

        if (Descending is { } descending)
        {
            parameters.Add(("desc", descending ? "true" : "false"));
        }

        if (Columns.Count > 0)
        {
            parameters.Add(("columns", string.Join(',', Columns)));
        }

        return parameters.Count == 0 ? "" : "?" + string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
    }

    /// <summary>The query for rows of the table.</summary>
    public TrialQuery ToTrials(int offset, int limit) => new()
    {
        States = States.Count == 0 ? null : States,
        Filters = Filters,
        BestFirst = Sort == TrialField.Objective && Descending is null,
        Sort = Sort,
        Descending = Descending ?? false,
        Offset = offset,
        Limit = Math.Clamp(limit, 1, 10_000),
    };

    /// <summary>With another order: a click on the column that is ordered by turns it round, one on another starts its own way.</summary>
    public TrialTableSettings SortedBy(TrialField field, bool higherIsBetter) => field != Sort
        ? this with { Sort = field, Descending = null }
        : field == TrialField.Objective
            ? this with { Descending = Descending is null ? !higherIsBetter : null }
            : this with { Descending = Descending == true ? null : true };

    private static T? Try<T>(Func<T> parse) where T : class
    {
        try
        {
            return parse();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
