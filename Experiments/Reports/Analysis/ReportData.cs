using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Reports.Analysis;

/// <summary>Everything that a report draws on, worked out once.</summary>
internal sealed record ReportData
{
    /// <summary>The experiment.</summary>
    public required ExperimentInfo Experiment { get; init; }

    /// <summary>The caller's additions.</summary>
    public required ReportContext Context { get; init; }

    /// <summary>The trials by number.</summary>
    public required IReadOnlyList<ReportTrial> Trials { get; init; }

    /// <summary>The names of the trials and of what was varied.</summary>
    public required TrialNames Names { get; init; }

    /// <summary>The metrics: losses first, then accuracies, then the rest; of each, train before held-out data.</summary>
    public required IReadOnlyList<ReportMetric> Metrics { get; init; }

    /// <summary>The stored files, by trial and name.</summary>
    public required IReadOnlyList<ArtifactInfo> Artifacts { get; init; }

    /// <summary>The metric that trials are compared by.</summary>
    public required ReportMetric ObjectiveMetric { get; init; }

    /// <summary>The loss on the training data; null where none is reported.</summary>
    public ReportMetric? TrainLoss { get; init; }

    /// <summary>The loss on held-out data; null where none is reported.</summary>
    public ReportMetric? HeldOutLoss { get; init; }

    /// <summary>The rule for the objective.</summary>
    public Objective Objective => Experiment.Spec.Objective;

    /// <summary>The best trial; null before the first value of the objective.</summary>
    public ReportTrial? Best { get; init; }

    /// <summary>What a step is: <c>epoch</c>.</summary>
    public string Unit => Trials.Count > 0 && Trials[0].Info.Unit is { Length: > 0 } unit ? unit : "step";

    /// <summary>Trials with an objective, best first; equals by number.</summary>
    public IReadOnlyList<ReportTrial> Ranked { get; init; } = [];

    /// <summary>Ranked trials first, then those without a result by number.</summary>
    public IEnumerable<ReportTrial> BestFirst => Ranked.Concat(Trials.Where(t => t.Objective is null));

    /// <summary>Whether the experiment has come to its end.</summary>
    public bool HasEnded => Experiment.State is not (ExperimentState.Running or ExperimentState.Paused);

    /// <summary>What the results say about the parameters, as the dashboard says it.</summary>
    public AnalysisReport Analysis => field ??= ExperimentAnalysis.Of(
        Experiment.Spec,
        [.. Trials.Select(trial => trial.Info)],
        [.. Trials.Where(trial => trial.Info.State == TrialState.Completed).Select(trial => trial.Series.GetValueOrDefault(Objective.Metric)).OfType<MetricSeries>()]);

    /// <summary>The choice paths that have more than one value among the trials; seeds are not parameters to compare.</summary>
    public IReadOnlyList<string> Varied { get; init; } = [];

    /// <summary>Whether the job takes a value for a parameter; true where that is not known.</summary>
    /// <param name="path">The path under <c>params</c>.</param>
    /// <param name="value">The value.</param>
    public bool IsPossible(string path, double value)
    {
        if (Context.Parameters is not { } schema) return true;
        var places = SchemaPath.Find(schema, Experiment.Spec.Parameters, path);
        var number = ParameterValue.Of(value);
        return places.Count == 0 || places.Any(place =>
        {
            List<ParameterError> faults = [];
            place.Schema.Validate(number, path, faults);
            return faults.Count == 0;
        });
    }
}
