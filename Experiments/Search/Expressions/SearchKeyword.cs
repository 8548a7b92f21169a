using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>One keyword of the language for search spaces.</summary>
internal sealed record SearchKeyword
{
    /// <summary>The only key of an object that is such an expression, for example <c>loguniform</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people; shown in editors.</summary>
    public required string Summary { get; init; }

    /// <summary>What the numbers behind the key are, in their order; empty where a list of values stands there.</summary>
    public IReadOnlyList<string> Parts { get; init; } = ["from", "to"];

    /// <summary>Reads what stands behind the key; adds faults and returns null where that is no good.</summary>
    public required Func<JsonElement, string, ParameterValidation, SearchExpression?> Parse { get; init; }

    /// <summary>Says what is wrong with such an expression in place of a parameter; null when it fits.</summary>
    public required Func<ParameterSchema, string?> Misfit { get; init; }

    /// <summary>The JSON Schema of what stands behind the key, given a reference to that of the parameter's values, which it may narrow.</summary>
    public required Func<JsonObject, JsonObject> ArgumentSchema { get; init; }
}
