namespace ActorTraining.WebUI.Security;

/// <summary>Something that a user did or tried.</summary>
/// <param name="At">When.</param>
/// <param name="User">Who.</param>
/// <param name="Address">From where, for a request; null for a click on a page.</param>
/// <param name="Action">What: <c>submit</c>, <c>pause</c>, <c>delete</c>, <c>login</c>, ...</param>
/// <param name="Experiment">On which experiment.</param>
/// <param name="Trial">On which trial.</param>
/// <param name="Detail">What else there is to say: the changes, the new value.</param>
/// <param name="Refusal">Why it was not done; null when it was.</param>
public sealed record AuditEntry(DateTimeOffset At, string User, string? Address, string Action, string? Experiment, int? Trial, string? Detail, string? Refusal);
