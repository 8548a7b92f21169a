using ActorTraining.Cli.Output;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Shows a run as one JSON object per line, for programs; <c>docs/cli.md</c> describes the objects.</summary>
internal sealed class JsonRunRenderer(CommandContext context) : IRunRenderer
{
    /// <inheritdoc/>
    public void Begin(RunView view, bool resumed) => Line(new
    {
        Type = "begin",
        Experiment = view.Experiment.Id,
        view.Experiment.Spec.Name,
        view.Experiment.Spec.Job,
        Trials = view.Total,
        view.Slots,
        Resumed = resumed,
    });

    /// <inheritdoc/>
    public void Show(ExperimentEvent happened, RunView view) => Line(happened);

    /// <inheritdoc/>
    public void Refresh(RunView view)
    {
    }

    /// <inheritdoc/>
    public Task EndAsync(RunView view) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Result(RunResult result)
    {
        ExperimentInfo experiment = result.Experiment;
        Line(new
        {
            Type = "result",
            Experiment = experiment.Id,
            experiment.State,
            experiment.Reason,
            Counts = experiment.Counts.ToDictionary(count => TrialText.State(count.Key), count => count.Value),
            experiment.BestTrial,
            experiment.BestValue,
            result.Report,
            result.ReportError,
            ExitCode = (int)result.ExitCode,
        });
    }

    /// <inheritdoc/>
    public void Interrupted(InterruptedRun run)
    {
        Line(new { Type = "interrupted", run.Experiment, run.Resume, run.Stop, ExitCode = (int)ExitCode.Interrupted });
        context.Error.WriteLine($"interrupted; to go on: {run.Resume}");
    }

    private void Line<T>(T value) => context.Out.WriteLine(JsonText.Of(value));
}
