using ActorTraining.Experiments.Reports.Analysis;

namespace ActorTraining.Experiments.Reports.Discussion;

/// <summary>Which parameters the objective depends on, how early trials can be told apart, and with several objectives what their front is.</summary>
internal static class ImportanceText
{
    /// <summary>Writes the sentences; none where there is too little to say so.</summary>
    public static IEnumerable<string> Write(ReportData data) => data.Analysis.Findings;
}
