using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Trials as marks of a chart: their places, their names for those who point at them, and which of them stand back.</summary>
internal static class AnalysisMarks
{
    private const double StandingBack = 0.08;

    /// <summary>The marks of the trials that have all of these quantities.</summary>
    /// <param name="cloud">The trials.</param>
    /// <param name="quantities">The values of a mark, in their order.</param>
    /// <param name="brushed">The numbers of the trials that stand out; null for all.</param>
    /// <param name="opacity">How opaque those are, in (0, 1].</param>
    public static object[] Of(TrialCloud cloud, IReadOnlyList<Quantity> quantities, IReadOnlySet<int>? brushed, double opacity) =>
    [
        .. from trial in cloud.Trials
           let places = quantities.Select(quantity => quantity.Place(trial)).OfType<double>().ToArray()
           where places.Length == quantities.Count
           select Mark(cloud, trial, places, brushed is null || brushed.Contains(trial.Number) ? opacity : StandingBack),
    ];

    private static object Mark(TrialCloud cloud, TrialInfo trial, double[] places, double opacity) =>
        new { name = $"trial {trial.Number}", value = places, lines = cloud.Lines(trial), itemStyle = new { opacity } };
}
