using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Events of an experiment in words, one line each.</summary>
internal static class EventText
{
    /// <summary>A trial of so many: <c>trial 2/3</c>.</summary>
    public static string Trial(int number, int total) => $"trial {number}/{total}";

    /// <summary>A trial of so many with its choices: <c>trial 2/3 lr=0.1</c>.</summary>
    public static string Trial(TrialInfo trial, int total, ChoiceText names)
    {
        string choices = names.Of(trial.CurrentChoices);
        return choices.Length == 0 ? Trial(trial.Number, total) : $"{Trial(trial.Number, total)} {choices}";
    }

    /// <summary>What happened to a trial; null where there is nothing to say.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="objective">The objective's metric.</param>
    /// <param name="total">How many trials there are.</param>
    /// <param name="names">Names the choices of trials.</param>
    public static string? OfTrial(ExperimentEvent happened, string objective, int total, ChoiceText names) => happened switch
    {
        TrialChanged changed => State(changed.Trial, objective) is { } state ? $"{Trial(changed.Trial, total, names)} {state}" : null,
        TrialLogged logged => $"{Trial(logged.Trial, total)} log: {logged.Message}",
        TrialAdjusted { Adjustment: { Step: { } step } adjustment } adjusted =>
            $"{Trial(adjusted.Trial, total)} set {adjustment.Path}={ChoiceText.Value(adjustment.Value)} before step {step}",
        TrialScheduled scheduled => $"{Trial(scheduled.Decision.Trial, total)} {scheduled.Decision.Reason}",
        _ => null,
    };

    /// <summary>The state that an experiment entered, and why.</summary>
    public static string State(ExperimentChanged changed) => $"{TrialText.State(changed.State)}{(changed.Reason is null ? "" : $": {changed.Reason}")}";

    private static string? State(TrialInfo trial, string objective) => trial.State switch
    {
        TrialState.Running when trial.Attempt < 2 => "started",
        TrialState.Running => $"attempt {trial.Attempt} started{(trial.Step > 0 ? $" from {trial.Unit} {TrialText.Step(trial)}" : "")}"
            + (trial.Error is null ? "" : $", the attempt before failed: {trial.Error}"),
        TrialState.Failed => $"failed: {trial.Error}",
        TrialState.Completed or TrialState.Pruned or TrialState.Cancelled =>
            $"{TrialText.State(trial.State)}{(trial.Objective is { } value ? $" {objective}={NumberText.Of(value)}" : "")} in {DurationText.Measured(trial.Seconds)}"
            + (trial.State == TrialState.Pruned && trial.Error is { } why ? $" at {trial.Unit} {TrialText.Step(trial)} ({why})" : ""),
        _ => null,
    };
}
