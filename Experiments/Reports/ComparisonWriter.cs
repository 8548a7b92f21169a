using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports;

/// <summary>Discusses the results of an experiment in words, from the numbers alone.</summary>
/// <remarks>
/// Every sentence rests on a rule that the types of <c>Reports/Analysis</c> state: which curve counts as converged, from which rise on a trial over-fits,
/// what makes a trend, which values to try next. Experiments that are still running are discussed as far as they got.
/// </remarks>
public static class ComparisonWriter
{
    /// <summary>The title of the section that is there only where there are enough trials: which parameters the objective depends on.</summary>
    public const string WhatMatters = "What matters";

    /// <summary>Writes the discussion.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="trials">All its trials.</param>
    /// <param name="series">All their metrics, whole or thinned.</param>
    /// <param name="context">What the job says about its metrics.</param>
    public static Comparison Write(ExperimentInfo experiment, IReadOnlyList<TrialInfo> trials, IReadOnlyList<MetricSeries> series, ReportContext context) =>
        Write(ReportDataBuilder.Build(experiment, trials, series, [], context));

    /// <summary>Writes the discussion of what was worked out already.</summary>
    internal static Comparison Write(ReportData data)
    {
        if (data.Trials.Count == 0) return new Comparison(VerdictText.Write(data), []);
        (string Title, IEnumerable<string> Sentences)[] sections =
        [
            ("Best trial", BestText.Write(data)),
            (WhatMatters, ImportanceText.Write(data)),
            (EffectTitle(data), ParameterText.Write(data)),
            (FrontText.Title(data), FrontText.Write(data)),
            ("Convergence", ConvergenceText.Write(data)),
            ("Speed", SpeedText.Write(data)),
            ("Train against held-out data", GapText.Write(data)),
            ("How far to trust this", LimitsText.Write(data)),
        ];
        return new Comparison(
            VerdictText.Write(data),
            [.. sections.Select(s => new ComparisonSection(s.Title, [.. s.Sentences])).Where(s => s.Sentences.Count > 0)]);
    }

    private static string EffectTitle(ReportData data) => data.Varied is [var path] ? $"Effect of {data.Names.Choice(path)}" : "Effect of the parameters";
}
