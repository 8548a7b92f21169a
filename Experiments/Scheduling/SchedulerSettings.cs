using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Scheduling;

/// <summary>The settings that several rules share.</summary>
internal static class SchedulerSettings
{
    /// <summary>The most metrics that trials are compared by.</summary>
    private const int MostMetrics = 8;

    /// <summary>Which metrics count.</summary>
    public static KeyValuePair<string, ParameterSchema> Metric(TextSchema metric) => new("metric", new ListSchema
    {
        Item = metric,
        TakesSingle = true,
        MinLength = 1,
        MaxLength = MostMetrics,
        Summary = "The metric, or a list of metrics, that decides; without it the objective's.",
    });

    /// <summary>From which step on trials are judged.</summary>
    public static KeyValuePair<string, ParameterSchema> Min(int standing) => new("min", new IntegerSchema
    {
        Minimum = 1,
        Default = ParameterValue.Of(standing),
        Summary = "The first step (epoch, iteration: what the job counts in) at which a trial can be stopped.",
    });

    /// <summary>Of how many one goes on.</summary>
    public static KeyValuePair<string, ParameterSchema> Reduction { get; } = new("reduction", new IntegerSchema
    {
        Minimum = 2,
        Default = ParameterValue.Of(Halving.DefaultReduction),
        Summary = "Of so many trials at a rung one goes on, and the next rung is so many times as far.",
    });

    /// <summary>Where the ladder ends.</summary>
    public static KeyValuePair<string, ParameterSchema> Max { get; } = new("max", new IntegerSchema
    {
        Minimum = 2,
        Summary = "The step at and behind which there are no more rungs; without it the trial's length.",
    });
}
