namespace ActorTraining.Grains.Storage;

/// <summary>A coordinator wrote with an epoch that another one has overtaken; it has to leave.</summary>
public sealed class StaleEpochException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StaleEpochException(string experiment, long epoch)
        : base($"experiment '{experiment}' has been taken over by another coordinator; epoch {epoch} may not write any more")
    {
    }
}
