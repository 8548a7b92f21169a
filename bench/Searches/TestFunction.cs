using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Searches;

/// <summary>A function to be made small.</summary>
/// <param name="Name">What it is called here and in the peer's script.</param>
/// <param name="Trials">How often it may be evaluated.</param>
/// <param name="Noise">The standard deviation of what is added to each value that a search is told.</param>
/// <param name="Least">Its minimum.</param>
/// <param name="Space">The parameters, with search expressions.</param>
/// <param name="Value">The function.</param>
internal sealed record TestFunction(string Name, int Trials, double Noise, double Least, object Space, Func<JsonElement, double> Value)
{
    /// <summary>The metric that a search is told of.</summary>
    public const string Metric = "value";

    /// <summary>An experiment on it.</summary>
    public ExperimentSpec Spec(string algorithm, ulong seed) => new()
    {
        Name = Name,
        Job = FunctionJob.Name,
        Parameters = ParameterValue.Of(new { at = Space }),
        Objective = Objective.Minimize(Metric),
        Search = new() { Algorithm = algorithm, Trials = Trials },
        Seed = seed,
    };
}
