using ActorTraining.Cli.Output;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Trials in words.</summary>
internal static class TrialText
{
    /// <summary>The state as a word of a sentence.</summary>
    public static string State(TrialState state) => state.ToString().ToLowerInvariant();

    /// <summary>The state as a word of a sentence.</summary>
    public static string State(ExperimentState state) => state.ToString().ToLowerInvariant();

    /// <summary>The time left of a running trial, the state of any other.</summary>
    public static string State(TrialRow row) =>
        row is { Trial.State: TrialState.Running, Remaining: { } left } ? $"{DurationText.Of(left)} left" : State(row.Trial.State);

    /// <summary>How far a trial is, for example <c>3/16</c>; <c>3</c> where its length is unknown; empty before its first step is known.</summary>
    public static string Step(TrialInfo trial) =>
        trial.Steps > 0 ? $"{Math.Floor(trial.Step):0}/{trial.Steps}" : trial.Step > 0 ? $"{Math.Floor(trial.Step):0}" : "";

    /// <summary>A number of things, for example <c>1 trial</c>, <c>3 trials</c>.</summary>
    public static string Plural(long count, string noun) => count == 1 ? $"{count} {noun}" : $"{count} {noun}s";

    /// <summary>The newest value of a metric; empty before the first.</summary>
    public static string Metric(TrialInfo trial, string metric) =>
        trial.Metrics.TryGetValue(metric, out double value) ? NumberText.Of(value) : "";

    /// <summary>A trial by its number and choices, for example <c>trial 3 (lr=1)</c>.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="names">Names its choices.</param>
    public static string Name(TrialInfo trial, ChoiceText names)
    {
        string choices = names.Of(trial.CurrentChoices);
        return choices.Length == 0 ? $"trial {trial.Number}" : $"trial {trial.Number} ({choices})";
    }
}
