using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.External;

/// <summary>Trials that run somewhere else: a script asks for their parameters and tells what came of them.</summary>
/// <remarks>The coordinator gives such trials to whoever asks, and to no slot; it takes any parameters and any metrics.</remarks>
public sealed class ExternalJob : IJob
{
    /// <summary>The name that specs use.</summary>
    public const string Name = "external";

    private ExternalJob()
    {
    }

    /// <summary>The entry of the job catalogue.</summary>
    public static JobDescription Description { get; } = new(
        Name,
        "Trials that run elsewhere: scripts ask for parameters and tell what came of them",
        new ObjectSchema { IsOpen = true, Properties = [], Summary = "Whatever the script understands." },
        [],
        () => new ExternalJob())
    {
        IsExternal = true,
    };

    /// <inheritdoc/>
    /// <exception cref="TrialException">Always: no slot runs such trials.</exception>
    public Task RunAsync(ITrial trial, CancellationToken stop) => throw new TrialException("external trials run where somebody asks for them, not on a slot");
}
