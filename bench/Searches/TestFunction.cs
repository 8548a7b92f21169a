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

    /// <summary>The function where every parameter is at the same share of its range.</summary>
    public double AtShare(double share)
    {
        var at = ParameterValue.Of(Space).EnumerateObject().ToDictionary(axis => axis.Name, axis => At(axis.Value, share));
        return Value(ParameterValue.Of(at));
    }

    // Expressions that stand inside an alternative are replaced as well.
    private static object At(JsonElement value, double share)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return value;
        var only = value.EnumerateObject().First();
        double Bound(int index) => only.Value[index].GetDouble();
        return only.Name switch
        {
            "uniform" => Bound(0) + (Bound(1) - Bound(0)) * share,
            "loguniform" => Bound(0) * Math.Pow(Bound(1) / Bound(0), share),
            "int" => Math.Min(Bound(0) + Math.Floor(share * (Bound(1) - Bound(0) + 1)), Bound(1)),
            "choice" => At(only.Value[Math.Min((int)(share * only.Value.GetArrayLength()), only.Value.GetArrayLength() - 1)], share),
            _ => value.EnumerateObject().ToDictionary(part => part.Name, part => At(part.Value, share)),
        };
    }
}
