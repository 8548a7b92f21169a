namespace ActorTraining.Experiments.Scheduling;

/// <summary>Asynchronous successive halving in the form that promotes: a trial pauses at each rung, and goes on as soon as it is among the best share of those that have come so far.</summary>
/// <remarks>L. Li et al., A System for Massively Parallel Hyperparameter Tuning, MLSys 2020. The trials being finite here, a rung that no trial can come to any more sends on its best.</remarks>
internal static class AshaRule
{
    private const string Name = "asha";

    public static SchedulerRule Description { get; } = new()
    {
        Name = Name,
        Options = metric => Halving.Options(metric, "Pauses trials at rungs and lets each go on as soon as it is among the best of those that have come there."),
        Create = problem => Halving.Of(problem, Name, isEager: true),
    };
}
