namespace ActorTraining.Grains.Serialization;

/// <summary>A <see cref="Experiments.StoreException"/> on its way.</summary>
[GenerateSerializer]
[Alias("ActorTraining.StoreException")]
internal record struct StoreExceptionSurrogate
{
    [Id(0)]
    public string Message { get; set; }

    [Id(1)]
    public bool InUse { get; set; }

    [Id(2)]
    public Exception? Inner { get; set; }

    [Id(3)]
    public string? StackTrace { get; set; }
}
