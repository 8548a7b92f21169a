using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>No early stopping.</summary>
internal static class NoRule
{
    public const string Name = "none";

    public static SchedulerRule Description { get; } = new()
    {
        Name = Name,
        Options = _ => new ObjectSchema { Summary = "Lets every trial run to its end.", Properties = [] },
        Create = _ => null,
    };
}
