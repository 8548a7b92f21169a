using System.Text.Json;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>What a constraint is held against: the parameters of one trial, and what its job derives from them.</summary>
/// <param name="parameters">The parameters, with their defaults filled in.</param>
/// <param name="derived">The quantities that the job derives.</param>
internal sealed class ConstraintValues(JsonElement parameters, IReadOnlyList<DerivedQuantity> derived)
{
    /// <summary>The parameters.</summary>
    public JsonElement Parameters => parameters;

    /// <summary>The value of a derived quantity; null where the parameters do not tell it.</summary>
    public double? Derived(string name) => derived.First(quantity => quantity.Name == name).Of(parameters);
}
