namespace ActorTraining.Experiments.Scheduling;

/// <summary>Decides which trials stop before their end, which wait, and which go on. Pure: what it decides depends on what it was told alone.</summary>
/// <remarks>
/// A coordinator that comes back makes a new instance, calls <see cref="Observe"/> for every stored measurement (dropping the answers), <see cref="Replay"/> for every
/// stored decision in its order and <see cref="End"/> for every trial that has ended. The order among trials makes no difference to where it is then.
/// </remarks>
public interface ITrialScheduler
{
    /// <summary>What it compares trials by; one as a rule.</summary>
    IReadOnlyList<Goal> Goals { get; }

    /// <summary>The step at which the trial has to wait for word, null when it may run to its end.</summary>
    /// <param name="trial">The trial's number.</param>
    long? Until(int trial);

    /// <summary>Whether the trial is at a rung, and neither promoted nor ended: it must not run.</summary>
    /// <param name="trial">The trial's number.</param>
    bool IsHeld(int trial);

    /// <summary>Takes note of a measurement. One at a step that the trial has been at already changes nothing.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="measurement">What it has reached.</param>
    /// <returns>Why the trial ends there; null when it does not.</returns>
    string? Observe(int trial, Measurement measurement);

    /// <summary>Takes note that a trial has come to its end.</summary>
    /// <param name="trial">The trial's number.</param>
    /// <param name="state">How it ended.</param>
    void End(int trial, TrialState state);

    /// <summary>Decides about the trials at rungs, as far as that can be decided now. It counts on each decision being carried out.</summary>
    /// <param name="outlook">What may still come.</param>
    /// <returns>Empty when nothing changes.</returns>
    IReadOnlyList<SchedulerDecision> Settle(Outlook outlook);

    /// <summary>Takes note of a decision of an earlier instance.</summary>
    /// <param name="decision">The decision as it was stored.</param>
    void Replay(SchedulerDecision decision);
}
