using System.Text.Json;

namespace ActorTraining.Experiments.Specs.Constraints;

/// <summary>A parameter, <c>params.optimizer.lr</c>, <c>params.model.layers[0].units</c>; or what the job derives from them, <c>parameters</c>.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Path">The path as written; a word without dots for a derived quantity.</param>
internal sealed record ParameterTerm(int Position, string Path) : ConstraintTerm(Position)
{
    // "params.layers[0].units" -> layers, 0, units
    private readonly string[] _steps = [.. Path.Replace("[", ".").Replace("]", "").Split('.').Skip(1)];

    public override ConstraintType Check(ConstraintTypes types) => types.Of(this, _steps);

    public override object? Evaluate(ConstraintValues values)
    {
        if (!Path.StartsWith(ConstraintTypes.Prefix, StringComparison.Ordinal))
            return values.Derived(Path);
        var value = values.Parameters;
        foreach (var step in _steps)
        {
            if (value.ValueKind == JsonValueKind.Array && int.TryParse(step, out var index) && index < value.GetArrayLength())
                value = value[index];
            else if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out value))
                return null;
        }
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}
