using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Shows a run as plain lines, one per event and at most a hundred steps per trial: for pipes, files and build logs.</summary>
/// <remarks>The words of a line keep their places, so that <c>grep 'trial 2/'</c> and <c>awk</c> find what they look for.</remarks>
internal sealed class LineRunRenderer(CommandContext context) : IRunRenderer
{
    private const int LinesPerTrial = 100;
    private readonly Dictionary<int, (int Attempt, long Step)> _shown = [];

    /// <inheritdoc/>
    public void Begin(RunView view, bool resumed)
    {
        ExperimentInfo experiment = view.Experiment;
        Line($"experiment {experiment.Id} {(resumed ? "resumed" : "started")}: {TrialText.Plural(view.Total, "trial")} of {experiment.Spec.Job} on {TrialText.Plural(view.Slots, "slot")}"
            + (view.Ended > 0 ? $", {view.Ended} of them done before" : ""));
    }

    /// <inheritdoc/>
    public void Show(ExperimentEvent happened, RunView view)
    {
        if (happened is TrialProgressed progressed)
            ShowSteps(progressed, view);
        else if (happened is ExperimentChanged changed)
            Line($"experiment {view.Experiment.Id} {EventText.State(changed)}");
        else if (EventText.OfTrial(happened, view.Experiment.Spec.Objective.Metric, view.Total, view.Choices) is { } told)
            Line(told);
    }

    /// <inheritdoc/>
    public void Refresh(RunView view)
    {
    }

    /// <inheritdoc/>
    public Task EndAsync(RunView view) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Result(RunResult result) => new ResultText(context).Write(result);

    /// <inheritdoc/>
    public void Interrupted(InterruptedRun run) => ResultText.WriteInterrupted(context, run);

    private void ShowSteps(TrialProgressed progressed, RunView view)
    {
        TrialInfo trial = progressed.Trial;
        (int attempt, long shown) = _shown.GetValueOrDefault(trial.Number);
        if (attempt != trial.Attempt)
            shown = 0;
        long interval = Math.Max(1, (trial.Steps + LinesPerTrial - 1) / LinesPerTrial);
        foreach (IGrouping<long, MetricPoint> step in progressed.Points.GroupBy(point => point.Step).OrderBy(group => group.Key))
        {
            if (step.Key / interval <= shown / interval && step.Key != trial.Steps || step.Key <= shown)
                continue;
            shown = step.Key;
            ShowStep(trial, step, view);
        }
        _shown[trial.Number] = (trial.Attempt, shown);
    }

    private void ShowStep(TrialInfo trial, IGrouping<long, MetricPoint> step, RunView view)
    {
        string steps = trial.Steps > 0 ? $"{step.Key}/{trial.Steps}" : $"{step.Key}";
        IEnumerable<string> metrics = step.OrderBy(point => point.Metric, StringComparer.Ordinal)
            .Select(point => $" {point.Metric}={NumberText.Of(point.Value)}");
        string eta = view.RemainingOf(trial.Number) is { } remaining && step.Key < trial.Steps
            ? $" eta={Math.Ceiling(remaining.TotalSeconds):0}s" : "";
        Line($"{EventText.Trial(trial, view.Total, view.Choices)} {trial.Unit} {steps}{string.Concat(metrics)}{eta}");
    }

    private void Line(string text) => context.Out.WriteLine(PlainText.Of(text));
}
