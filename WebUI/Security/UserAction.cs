using ActorTraining.Silo.Security;

namespace ActorTraining.WebUI.Security;

/// <summary>Something that changes experiments.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">The role that it takes.</param>
/// <param name="Experiment">On which experiment; null for a new one.</param>
/// <param name="Trial">On which trial.</param>
internal sealed record UserAction(string Name, AccessRole Role, string? Experiment = null, int? Trial = null)
{
    /// <summary>What else there is to say.</summary>
    public string? Detail { get; init; }
}
