using System.Text.Json;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>The objective of trials that differ in their seed alone.</summary>
/// <param name="Count">The number of trials with a result.</param>
/// <param name="Mean">The mean of their objectives.</param>
/// <param name="Deviation">The standard deviation (divided by n - 1); 0 for a single trial.</param>
internal sealed record Repetition(int Count, double Mean, double Deviation)
{
    /// <summary>Sums up trials; null where none has a result.</summary>
    public static Repetition? Of(IEnumerable<ReportTrial> trials)
    {
        var values = trials.Select(t => t.Objective).OfType<double>().ToList();
        if (values.Count == 0) return null;
        var mean = values.Average();
        var deviation = values.Count < 2 ? 0 : Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return new Repetition(values.Count, mean, deviation);
    }

    /// <summary>The values of a choice among trials: numbers ascending, others in the order of the trials.</summary>
    public static IReadOnlyList<string> ValuesOf(ReportData data, string path)
    {
        var values = data.Trials.Where(t => t.Info.Choices.ContainsKey(path)).Select(t => t.Info.Choices[path]).DistinctBy(v => v.GetRawText()).ToList();
        return [.. (values.All(v => v.ValueKind == JsonValueKind.Number) ? values.OrderBy(v => v.GetDouble()) : values.AsEnumerable()).Select(v => v.GetRawText())];
    }

    /// <summary>Whether a trial has a value of a choice, given as <see cref="ValuesOf"/> gives it.</summary>
    public static bool Has(ReportTrial trial, string path, string value) => trial.Info.Choices.TryGetValue(path, out var choice) && choice.GetRawText() == value;
}
