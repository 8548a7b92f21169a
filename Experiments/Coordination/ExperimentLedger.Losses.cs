namespace ActorTraining.Experiments.Coordination;

/// <content>Attempts that never started, or of which nothing is heard any more.</content>
public sealed partial class ExperimentLedger
{
    private const int MostLosses = 10;
    private static readonly TimeSpan RefusalWait = TimeSpan.FromSeconds(1);

    /// <summary>Puts a running trial whose attempt was lost back into the queue; null when it does not run any more.</summary>
    public ExperimentChange? Requeue(int number, int attempt)
    {
        if (!_open.TryGetValue(number, out var trial) || trial.Info.State != TrialState.Running || trial.Info.Attempt != attempt)
        {
            return null;
        }

        NoteUnsaved(trial);

        // Lost again and again without a step between: something about it kills whatever runs it.
        var lost = _lost.TryGetValue(number, out var before) && before.Step >= trial.Info.Step ? before.Times + 1 : 1;
        _lost[number] = (lost, trial.Info.Step);
        var hopeless = lost >= MostLosses;
        var state = Leaving(number) == StopReason.Cancel ? TrialState.Cancelled : hopeless ? TrialState.Failed : TrialState.Waiting;
        var moved = Move(
            trial with
            {
                Info = trial.Info with
                {
                    State = state,
                    Ended = state.IsFinal() ? _time.GetUtcNow() : null,
                    Error = hopeless ? $"{lost} attempts in a row were lost without a step; the silo's log may say why" : null,
                },
            },
            lost > 1 ? Backoff.After(lost - 1, Info.Spec.Limits.Backoff) : null);
        return Changed([moved]) with { Attempts = [AttemptEnded(trial, "lost", null)] };
    }

    /// <summary>Puts a trial whose attempt was refused by its silo back into the queue, for a moment later; null when it does not run any more.</summary>
    /// <param name="number">The trial.</param>
    /// <param name="attempt">The attempt that did not start.</param>
    /// <param name="why">What the silo said; it goes to the trial's log.</param>
    /// <param name="isHopeless">Whether no other silo would take it either: then the trial has failed.</param>
    public ExperimentChange? Refuse(int number, int attempt, string why, bool isHopeless)
    {
        if (!_open.TryGetValue(number, out var trial) || trial.Info.State != TrialState.Running || trial.Info.Attempt != attempt)
        {
            return null;
        }

        var state = Leaving(number) == StopReason.Cancel ? TrialState.Cancelled : isHopeless ? TrialState.Failed : TrialState.Waiting;
        var logged = new TrialLogged(NextEvent(), _time.GetUtcNow(), number, attempt, $"not started: {why}");
        var moved = Move(trial with { Info = trial.Info with { State = state, Ended = state.IsFinal() ? _time.GetUtcNow() : null, Error = isHopeless ? why : null } }, RefusalWait);
        return Changed([moved], [logged]) with { Attempts = [AttemptEnded(trial, "refused", why)] };
    }
}
