using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Searches;

/// <summary>The job that specs over functions name; searches are asked and told without running it.</summary>
internal static class FunctionJob
{
    public const string Name = "function";

    public const string SecondMetric = "second";

    public static JobCatalog Catalog { get; } = new([new JobDescription(
        Name,
        "A function of its parameters.",
        new ObjectSchema { Properties = [new("at", new AnySchema { Required = true, Summary = "Where it is evaluated." })] },
        [new(TestFunction.Metric, "1", "The value of the function.", false), new(SecondMetric, "1", "The value of a second function.", false)],
        () => throw new NotSupportedException("Functions are evaluated without a cluster."))]);
}
