using System.Text.Json;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Experiments.Tests.Reports;

/// <summary>Puts an experiment together from made-up curves, one trial per call.</summary>
internal sealed class SweepCase(string metric = "test.accuracy", ObjectiveDirection direction = ObjectiveDirection.Maximize)
{
    public List<TrialInfo> Trials { get; } = [];

    public List<MetricSeries> Series { get; } = [];

    public List<ArtifactInfo> Artifacts { get; } = [];

    public ReportContext Context { get; init; } = new() { Written = ReferenceSweep.Start };

    public string Name { get; init; } = "A sweep";

    /// <summary>The parameters of the spec.</summary>
    public object Parameters { get; init; } = new { };

    /// <summary>What is looked for beside the objective; trials take their last values of these metrics.</summary>
    public IReadOnlyList<Objective> Further { get; init; } = [];

    public ExperimentState State { get; init; } = ExperimentState.Completed;

    public string? Reason { get; init; }

    public int? Planned { get; init; }

    public ExperimentInfo Experiment => new()
    {
        Id = "a-sweep-abcdef",
        Spec = new ExperimentSpec
        {
            Name = Name,
            Job = "classifier",
            Parameters = JsonSerializer.SerializeToElement(Parameters),
            Objective = new Objective { Metric = metric, Direction = direction },
            FurtherObjectives = Further,
        },
        State = State,
        Reason = Reason,
        Created = ReferenceSweep.Start,
        Planned = Planned,
        Counts = Trials.GroupBy(t => t.State).ToDictionary(g => g.Key, g => g.Count()),
    };

    public Comparison Comparison => ComparisonWriter.Write(Experiment, Trials, Series, Context);

    public IReadOnlyList<ReportFile> Report => ReportBuilder.Build(Experiment, Trials, Series, Artifacts, Context);

    /// <summary>Adds a trial.</summary>
    /// <param name="choices">An object whose members are the chosen values; <c>optimizer__lr</c> stands for <c>optimizer.lr</c>.</param>
    /// <param name="curves">A metric and its values at epochs 1, 2, ...</param>
    public SweepCase Add(object choices, params (string Metric, double[] Values)[] curves) => Add(TrialState.Completed, null, choices, curves);

    /// <inheritdoc cref="Add(object, ValueTuple{string, double[]}[])"/>
    public SweepCase Add(TrialState state, string? error, object choices, params (string Metric, double[] Values)[] curves)
    {
        var number = Trials.Count + 1;
        foreach (var (name, values) in curves) Series.Add(new MetricSeries(number, name, [.. Enumerable.Range(1, values.Length).Select(i => (long)i)], values));
        var objective = curves.Where(c => c.Metric == metric && c.Values.Length > 0).Select(c => (double?)c.Values[^1]).FirstOrDefault();
        Trials.Add(new TrialInfo
        {
            Number = number,
            State = state,
            Parameters = JsonSerializer.SerializeToElement(new { }),
            Choices = JsonSerializer.SerializeToElement(choices).EnumerateObject().ToDictionary(p => p.Name.Replace("__", ".", StringComparison.Ordinal), p => p.Value),
            Unit = "epoch",
            Attempt = 1,
            Steps = 16,
            Step = curves.Select(c => c.Values.Length).DefaultIfEmpty(0).Max(),
            Objective = objective,
            FurtherObjectives = [.. Further.Select(further => curves.Where(c => c.Metric == further.Metric).Select(c => (double?)c.Values[^1]).FirstOrDefault())],
            Error = error,
            Seconds = 2,
        });
        return this;
    }

    /// <summary>The sentences of a section, as one text.</summary>
    public string Section(string title) => string.Join(" ", Comparison.Sections.Single(s => s.Title == title).Sentences);

    /// <summary>A file of the report as text.</summary>
    public string File(string name) => System.Text.Encoding.UTF8.GetString(Report.Single(f => f.Name == name).Content.Span);

    /// <summary>A curve from <paramref name="from"/> towards <paramref name="to"/> that gets nearer by a constant factor each epoch.</summary>
    public static double[] Approach(double from, double to, double factor, int epochs = 16) =>
        [.. Enumerable.Range(0, epochs).Select(i => Math.Round(to + (from - to) * Math.Pow(factor, i), 6))];

    public static double[] Constant(double value, int epochs = 16) => [.. Enumerable.Repeat(value, epochs)];
}
