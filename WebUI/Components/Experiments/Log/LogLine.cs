using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Log;

/// <summary>Something that happened, as a line to read.</summary>
/// <param name="Sequence">The event's number in its experiment, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Trial">The trial; null for the experiment itself.</param>
/// <param name="Text">What happened.</param>
/// <param name="IsTrouble">Whether something went wrong.</param>
public sealed record LogLine(long Sequence, DateTimeOffset At, LogKind Kind, int? Trial, string Text, bool IsTrouble)
{
    /// <summary>The line of an event; null for one that passes and is not stored.</summary>
    public static LogLine? Of(ExperimentEvent happened) => happened switch
    {
        { Sequence: 0 } => null,
        ExperimentChanged changed => new(
            changed.Sequence, changed.At, LogKind.State, null,
            $"experiment {StateText(changed.State)}{(changed.Reason is { } reason ? $": {reason}" : "")}", changed.State == ExperimentState.Failed),
        TrialChanged { Trial: var trial } => new(
            happened.Sequence, happened.At, LogKind.State, trial.Number, Changed(trial), trial.State == TrialState.Failed || (trial.State == TrialState.Waiting && trial.Error is not null)),
        TrialLogged logged => new(logged.Sequence, logged.At, LogKind.Message, logged.Trial, logged.Message, false),
        TrialAdjusted { Adjustment: var adjusted } told => new(
            told.Sequence, told.At, LogKind.Adjustment, told.Trial,
            $"{adjusted.Path} = {Format.Value(adjusted.Value)}{(adjusted.Step is { } step ? $", from step {step} on" : " asked for")}", false),
        TrialScheduled { Decision: var decided } => new(happened.Sequence, happened.At, LogKind.State, decided.Trial, decided.Reason, false),
        _ => null,
    };

    private static string Changed(TrialInfo trial)
    {
        var what = trial.State switch
        {
            TrialState.Running => $"attempt {trial.Attempt} started on {trial.Silo} {trial.Slot}",
            TrialState.Waiting when trial.Attempt > 0 => $"waits after attempt {trial.Attempt}",
            _ => StateText(trial.State),
        };
        var result = trial.State.IsFinal() && trial.Objective is { } value ? $", objective {Format.Number(value)}" : "";
        return $"{what}{result}{(trial.Error is { } error ? $": {error}" : "")}";
    }

    private static string StateText<T>(T state) where T : struct, Enum => state.ToString().ToLowerInvariant();
}
