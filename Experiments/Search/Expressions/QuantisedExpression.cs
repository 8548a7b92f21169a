using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A number in even steps from the first bound: <c>{ quantised: [0, 1, 0.05] }</c> draws 0, 0.05, 0.1 and so on to 1.</summary>
internal sealed class QuantisedExpression(decimal low, decimal step, long count) : DiscreteExpression
{
    // So many steps are as good as none.
    private const long MostValues = 1_000_000;

    /// <summary>The keyword <c>quantised</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "quantised",
        Summary = "Draws a number in even steps from the first bound to the last: [low, high, step].",
        Parts = ["from", "to", "step"],
        Parse = Parse,
        Misfit = schema => schema is NumberSchema or IntegerSchema or AnySchema ? null : "'quantised' gives numbers, and this is none; use { choice: [ ... ] }",
        ArgumentSchema = _ => new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 3,
            ["maxItems"] = 3,
            ["items"] = new JsonObject { ["type"] = "number" },
        },
    };

    public override long Count => count;

    // Decimals, so that three steps of 0.1 are 0.3.
    public override JsonElement At(long index) => ParameterValue.Of((double)(low + index * step));

    public override long? IndexOf(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return null;
        var index = Math.Round((value.GetDouble() - (double)low) / (double)step);
        return index >= 0 && index < count && Math.Abs((double)low + index * (double)step - value.GetDouble()) <= 1e-9 * Math.Max((double)step, Math.Abs(value.GetDouble())) ? (long)index : null;
    }

    public override JsonElement Scaled(JsonElement value, double factor) => Scaled(value, factor, (double)low, (double)step);

    // Where a whole number is asked for, the second value shows a step that is none.
    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        [(At(0), ".quantised[0]"), (At(Math.Min(1, count - 1)), ".quantised[2]"), (At(count - 1), ".quantised[1]")];

    private static QuantisedExpression? Parse(JsonElement argument, string path, ParameterValidation validation)
    {
        if (argument.ValueKind != JsonValueKind.Array || argument.GetArrayLength() != 3)
        {
            validation.Fault(path, "needs two bounds and a step: [low, high, step]");
            return null;
        }
        var faults = new List<ParameterError>();
        var bound = new NumberSchema { Minimum = -1e15, Maximum = 1e15 };
        bound.Validate(argument[0], $"{path}[0]", faults);
        bound.Validate(argument[1], $"{path}[1]", faults);
        new NumberSchema { ExclusiveMinimum = 0, Minimum = 1e-12, Maximum = 1e15 }.Validate(argument[2], $"{path}[2]", faults);
        var count = faults.Count > 0 ? 0 : Math.Floor((argument[1].GetDecimal() - argument[0].GetDecimal()) / argument[2].GetDecimal()) + 1;
        if (faults.Count == 0 && count < 1)
            faults.Add(new ParameterError(path, $"the lower bound {ParameterValue.Show(argument[0])} is above the upper bound {ParameterValue.Show(argument[1])}"));
        else if (count == 1 && argument[0].GetDecimal() < argument[1].GetDecimal())
            // A stored experiment may have such a step, from before it was found out.
            validation.Fault($"{path}[2]", $"the step {ParameterValue.Show(argument[2])} leads from {ParameterValue.Show(argument[0])} beyond {ParameterValue.Show(argument[1])}, so that there is one value only; make it smaller");
        else if (count > MostValues)
            faults.Add(new ParameterError($"{path}[2]", $"makes {count:N0} values, and {MostValues:N0} are the most; make the step larger, or use {{ uniform: [low, high] }}"));
        foreach (var fault in faults)
            validation.Fault(fault.Path, fault.Message);
        return faults.Count == 0 ? new QuantisedExpression(argument[0].GetDecimal(), argument[2].GetDecimal(), (long)count) : null;
    }
}
