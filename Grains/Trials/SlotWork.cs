namespace ActorTraining.Grains.Trials;

/// <summary>Work for a slot.</summary>
/// <param name="Lease">The lease under which it runs.</param>
/// <param name="Experiment">The experiment's identifier.</param>
/// <param name="Trial">The trial's number.</param>
/// <param name="Body">Runs on the slot's thread; may throw.</param>
/// <param name="Settled">Completes when the coordinator has acknowledged how it ended; a silo that drains waits for it.</param>
/// <param name="Leave">Asks the body to return at its next step; called when the silo drains.</param>
public sealed record SlotWork(Guid Lease, string Experiment, int Trial, Action Body, Task Settled, Action Leave);
