namespace ActorTraining.Cli.Control;

/// <summary>What a command did to an experiment.</summary>
/// <param name="Command">The command's name.</param>
/// <param name="Experiment">The identifier of the experiment; for a new one, its own.</param>
/// <param name="Told">What happened, in a sentence for people.</param>
internal sealed record ControlOutcome(string Command, string Experiment, string Told)
{
    /// <summary>The trial that it was about; null for the whole experiment.</summary>
    public int? Trial { get; init; }

    /// <summary>The experiment that a new one is a clone of.</summary>
    public string? Parent { get; init; }

    /// <summary>Whether the experiment is gone.</summary>
    public bool Deleted { get; init; }
}
