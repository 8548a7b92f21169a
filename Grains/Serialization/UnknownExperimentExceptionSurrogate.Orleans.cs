namespace ActorTraining.Grains.Serialization;

/// <summary>An <see cref="Experiments.UnknownExperimentException"/> on its way.</summary>
[GenerateSerializer]
[Alias("ActorTraining.UnknownExperimentException")]
internal record struct UnknownExperimentExceptionSurrogate
{
    [Id(0)]
    public string Experiment { get; set; }

    [Id(1)]
    public string? StackTrace { get; set; }
}
