using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Writes what a run came to, for people: the table of trials, what failed, the verdict, and where the report is.</summary>
internal sealed class ResultText(CommandContext context)
{
    /// <summary>The most trials that the table shows.</summary>
    public const int MostTrials = 50;

    /// <summary>The most failed trials whose errors are shown.</summary>
    public const int MostErrors = 10;

    /// <summary>Writes everything.</summary>
    public void Write(RunResult result)
    {
        context.Out.WriteLine();
        TrialTable.Of(result.Experiment, result.Trials).Write(context);
        int hidden = result.Experiment.Counts.Values.Sum() - result.Trials.Count;
        if (hidden > 0)
            context.Out.WriteLine($"… {hidden} more; the best {result.Trials.Count} are shown");
        WriteErrors(result);
        foreach (string line in Verdict(result))
            context.Out.WriteLine(line);
        if (result.Report is { } report)
            context.Out.WriteLine($"report: {context.ShownPath(Path.Combine(report, "report.html"))}");
        if (result.ReportError is { } error)
            context.Error.WriteLine($"error: the report could not be written: {PlainText.Of(error)}; the results are in the store, and the same command with --resume (and another --report) writes it again");
    }

    /// <summary>Says that a run was interrupted, and how it goes on.</summary>
    public static void WriteInterrupted(CommandContext context, InterruptedRun run)
    {
        context.Error.WriteLine(run.Stop is null
            ? $"interrupted: experiment {run.Experiment} is stored as far as it got"
            : $"left: experiment {run.Experiment} goes on by itself\nto stop it:\n  {run.Stop}");
        context.Error.WriteLine($"{(run.Stop is null ? "to go on" : "to follow it again")}:\n  {run.Resume}");
    }

    /// <summary>What the experiment came to, in one or two lines.</summary>
    private static IEnumerable<string> Verdict(RunResult result)
    {
        ExperimentInfo experiment = result.Experiment;
        string trials = string.Join(", ", experiment.Counts.Where(count => count.Value > 0).OrderBy(count => count.Key)
            .Select(count => $"{count.Value} {TrialText.State(count.Key)}"));
        string reason = experiment.Reason is null ? "" : $" ({PlainText.Of(experiment.Reason)})";
        yield return $"experiment {experiment.Id} {TrialText.State(experiment.State)}{reason}: {(trials.Length == 0 ? "no trials yet" : trials)}";
        TrialInfo? best = result.Trials.FirstOrDefault(trial => trial.Number == experiment.BestTrial);
        if (best is not null && experiment.BestValue is { } value)
            yield return $"best: {TrialText.Name(best, ChoiceText.For(experiment.Spec))}, {experiment.Spec.Objective.Metric} {NumberText.Of(value)}";
    }

    private void WriteErrors(RunResult result)
    {
        foreach (TrialInfo trial in result.Failed.Take(MostErrors))
            context.Out.WriteLine($"{TrialText.Name(trial, ChoiceText.For(result.Experiment.Spec))} failed: {PlainText.Of(trial.Error ?? "no reason is known")}");
        int failed = result.Experiment.Counts.GetValueOrDefault(TrialState.Failed);
        if (failed > MostErrors)
            context.Out.WriteLine($"… {failed - MostErrors} more failed");
    }
}
