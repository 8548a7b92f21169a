namespace ActorTraining.Experiments;

/// <summary>There is no experiment of this identifier.</summary>
public sealed class UnknownExperimentException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="experiment">The identifier that was asked for.</param>
    public UnknownExperimentException(string experiment) : base($"there is no experiment '{experiment}'") => Experiment = experiment;

    /// <summary>The identifier that was asked for.</summary>
    public string Experiment { get; }
}
