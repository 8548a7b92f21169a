namespace ActorTraining.Experiments.Scheduling;

/// <summary>Synchronous successive halving: all trials pause at a rung until every one has come; the best share goes on from its checkpoints, the others end.</summary>
/// <remarks>K. Jamieson, A. Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS 2016.</remarks>
internal static class SuccessiveHalvingRule
{
    private const string Name = "successive-halving";

    public static SchedulerRule Description { get; } = new()
    {
        Name = Name,
        Options = metric => Halving.Options(metric, "Pauses all trials at each rung until every one has come there, and lets the best go on."),
        Create = problem => Halving.Of(problem, Name, isEager: false),
    };
}
