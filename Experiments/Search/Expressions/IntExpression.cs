using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A whole number from the first bound to the last, both included: <c>{ int: [1, 8] }</c>.</summary>
internal sealed class IntExpression(long low, long high) : DiscreteExpression
{
    // Small enough for the number of values to fit 64 bits and for every value to be an exact double.
    private static readonly IntegerSchema Bound = new() { Minimum = -(1L << 53), Maximum = 1L << 53 };

    /// <summary>The keyword <c>int</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "int",
        Summary = "Draws a whole number from the first bound to the last, both included.",
        Parse = (argument, path, validation) => SearchRange.Parse(argument, path, Bound, validation) is var (low, high)
            ? new IntExpression((long)low.GetDouble(), (long)high.GetDouble())
            : null,
        Misfit = schema => schema is NumberSchema or IntegerSchema or AnySchema ? null : "'int' gives whole numbers, and this is none; use { choice: [ ... ] }",
        ArgumentSchema = value =>
        {
            value["type"] = "integer";
            return SearchRange.Schema(value);
        },
    };

    public override long Count => high - low + 1;

    public override JsonElement At(long index) => ParameterValue.Of(low + index);

    public override long? IndexOf(JsonElement value) => IndexOf(value, low, high);

    public override JsonElement Scaled(JsonElement value, double factor) => Scaled(value, factor, low, 1);

    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        [(ParameterValue.Of(low), ".int[0]"), (ParameterValue.Of(high), ".int[1]")];
}
