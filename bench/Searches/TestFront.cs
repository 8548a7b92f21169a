using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Searches;

/// <summary>Two functions to be made small together.</summary>
/// <param name="Name">What it is called here and in the peer's script.</param>
/// <param name="Trials">How often it may be evaluated.</param>
/// <param name="Shape">The second function along the first, where it is least.</param>
/// <remarks>E. Zitzler, K. Deb, L. Thiele: Comparison of multiobjective evolutionary algorithms (2000), with ten dimensions.</remarks>
internal sealed record TestFront(string Name, int Trials, Func<double, double> Shape)
{
    /// <summary>The worst that counts in the hypervolume.</summary>
    public static readonly double[] Reference = [1.1, 6];

    public static IReadOnlyList<TestFront> All { get; } =
    [
        new("zdt-1", 250, share => 1 - Math.Sqrt(share)),
        new("zdt-2", 250, share => 1 - share * share),
    ];

    /// <summary>An experiment on it.</summary>
    public ExperimentSpec Spec(string algorithm, ulong seed) => new()
    {
        Name = Name,
        Job = FunctionJob.Name,
        Parameters = ParameterValue.Of(new { at = Enumerable.Range(0, 10).ToDictionary(i => $"x{i}", _ => Vary.Uniform(0, 1)) }),
        Objective = Objective.Minimize(TestFunction.Metric),
        FurtherObjectives = [Objective.Minimize(FunctionJob.SecondMetric)],
        Search = new() { Algorithm = algorithm, Trials = Trials },
        Seed = seed,
    };

    /// <summary>Both functions at a point.</summary>
    public double[] Values(JsonElement at)
    {
        double[] x = [.. at.EnumerateObject().Select(axis => axis.Value.GetDouble())];
        var distance = 1 + 9 * x[1..].Sum() / 9;
        return [x[0], distance * Shape(x[0] / distance)];
    }
}
