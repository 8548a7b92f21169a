using System.Text.Json;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Plots;
using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>What the varied parameters do to the objective.</summary>
internal static class ParameterText
{
    private const int FewestForCorrelation = 6;
    private const int FewestValuesForCorrelation = 6;
    private const int MostGroups = 8;

    /// <summary>Writes the sentences; none where nothing was varied or fewer than two trials have a result.</summary>
    public static IEnumerable<string> Write(ReportData data)
    {
        if (data.Ranked.Count < 2) return [];
        var (changed, steady) = (data.Varied.Where(path => IsChanged(data, path)).ToList(), data.Varied.Where(path => !IsChanged(data, path)).ToList());
        IEnumerable<string> told = changed.Count == 0 ? [] : [$"{Phrase.List([.. changed.Select(data.Names.Choice)])} changed while trials ran: tables name the {(changed.Count == 1 ? "value" : "values")} at the end, and no single {(changed.Count == 1 ? "one" : "set")} made a result."];
        return [.. told, .. steady is [var path] && Numbers(data, path) is { } values ? TrendText.Write(data, path, values) : steady.GroupBy(data.Names.GroupOf).Select(g => g.ToList() is [var single] ? Influence(data, single) : Places(data, g.Key)).OfType<string>()];
    }

    // By a user, or by population-based training.
    private static bool IsChanged(ReportData data, string path) => data.Trials.Any(trial => trial.Info.Adjustments.Any(adjustment => adjustment.Path == path && adjustment.Step is not null));

    /// <summary>The value of a choice for each trial; null where one of them is no number.</summary>
    public static IReadOnlyList<(ReportTrial Trial, double Value)>? Numbers(ReportData data, string path)
    {
        List<(ReportTrial, double)> values = [];
        foreach (var trial in data.Trials)
        {
            if (!trial.Info.Choices.TryGetValue(path, out var choice)) continue;
            if (choice.ValueKind != JsonValueKind.Number || !choice.TryGetDouble(out var value) || !double.IsFinite(value)) return null;
            values.Add((trial, value));
        }

        return values;
    }

    private static string? Influence(ReportData data, string path)
    {
        var ranked = data.Ranked.Where(t => t.Info.Choices.ContainsKey(path)).ToList();
        var numbers = Numbers(data, path)?.Where(n => n.Trial.Objective is not null).ToList();
        if (numbers is not null && numbers.Count >= FewestForCorrelation && numbers.Select(n => n.Value).Distinct().Count() >= FewestValuesForCorrelation)
            return Correlation(data, path, numbers);

        return Groups(data, data.Names.Choice(path), ranked.GroupBy(t => data.Names.ValueOf(path, t.Info.Choices[path])));
    }

    /// <summary>Choices at several places of a list, taken together; nothing where hardly any two trials agree in them.</summary>
    private static string? Places(ReportData data, string name)
    {
        var values = data.Ranked
            .Select(t => (Trial: t, Choice: data.Names.Of(t.Info).FirstOrDefault(choice => choice.Name == name)))
            .Where(found => found.Choice is not null)
            .GroupBy(found => found.Choice!.Value, found => found.Trial)
            .ToList();
        return 2 * values.Count > values.Sum(group => group.Count()) ? null : Groups(data, name, values);
    }

    private static string? Groups(ReportData data, string name, IEnumerable<IGrouping<string, ReportTrial>> trials)
    {
        var groups = trials.Select(g => (Value: g.Key, Mean: g.Average(t => t.Objective!.Value), Count: g.Count())).ToList();
        if (groups.Count < 2) return null;
        var metric = data.ObjectiveMetric;
        var sign = IsHigherBetter(data) ? -1 : 1;
        var parts = groups.OrderBy(g => sign * g.Mean).Take(MostGroups)
            .Select(g => $"{metric.Format(g.Mean)} with {g.Value}{(g.Count > 1 ? $" ({NumberText.Count(g.Count, "trial")})" : "")}")
            .ToList();
        if (groups.Count > MostGroups) parts.Add($"worse with {NumberText.Count(groups.Count - MostGroups, "more value")}");
        var mean = groups.Any(g => g.Count > 1) ? "Mean " : "";
        return $"{Phrase.Sentence(mean + metric.Display)} by {name}: {Phrase.List(parts)}.";
    }

    private static string Correlation(ReportData data, string path, List<(ReportTrial Trial, double Value)> numbers)
    {
        var rho = RankCorrelation.Of([.. numbers.Select(n => n.Value)], [.. numbers.Select(n => n.Trial.Objective!.Value)]);
        var better = rho > 0 == IsHigherBetter(data) ? "larger" : "smaller";
        var strength = Math.Abs(rho) switch { >= 0.7 => "clearly", >= 0.4 => "moderately", >= 0.2 => "weakly", _ => null };
        var name = data.Names.Choice(path);
        var evidence = $"(rank correlation {(rho > 0 ? "+" : "")}{NumberText.Plain(Math.Round(rho, 2), 2)} over {NumberText.Count(numbers.Count, "trial")})";
        return strength is null
            ? $"{name} shows no monotone relation to {data.ObjectiveMetric.Display} {evidence}."
            : $"{Phrase.Sentence(data.ObjectiveMetric.Display)} gets {strength} better with {better} values of {name} {evidence}.";
    }

    private static bool IsHigherBetter(ReportData data) => data.Objective.Direction == Specs.ObjectiveDirection.Maximize;
}
