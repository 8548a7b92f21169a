using ActorTraining.Training.Parameters;

namespace ActorTraining.Grains.Serialization;

/// <summary>An <see cref="Experiments.InvalidSpecException"/> on its way.</summary>
[GenerateSerializer]
[Alias("ActorTraining.InvalidSpecException")]
internal record struct InvalidSpecExceptionSurrogate
{
    [Id(0)]
    public List<ParameterError> Errors { get; set; }

    [Id(1)]
    public string? StackTrace { get; set; }
}
