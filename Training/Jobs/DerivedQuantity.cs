using System.Text.Json;

namespace ActorTraining.Training.Jobs;

/// <summary>A number that follows from the parameters of a trial before it runs, so that constraints can be about it: <c>parameters &lt; 100000</c>.</summary>
/// <param name="Name">The name in constraints.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Of">Calculates it from parameters without faults, their defaults filled in. It must be quick, since a search asks for every parameter set; null where
/// the parameters do not tell it, or are at odds with each other, which the trial itself then says.</param>
public sealed record DerivedQuantity(string Name, string Summary, Func<JsonElement, double?> Of);
