namespace ActorTraining.Experiments.Scheduling;

/// <summary>A rule that looks at a trial whenever it is measured and lets it go on or ends it; it has no rungs to wait at.</summary>
internal abstract class StoppingRule(IReadOnlyList<Goal> goals) : ITrialScheduler
{
    public IReadOnlyList<Goal> Goals => goals;

    public long? Until(int trial) => null;

    public bool IsHeld(int trial) => false;

    public abstract string? Observe(int trial, Measurement measurement);

    public virtual void End(int trial, TrialState state)
    {
        // A rule about the trial's own curve needs nothing of others.
    }

    public IReadOnlyList<SchedulerDecision> Settle(Outlook outlook) => [];

    public void Replay(SchedulerDecision decision) => throw new ArgumentException($"'{decision.Reason}' is no decision of a rule without rungs");
}
