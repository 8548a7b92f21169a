using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>What stands behind the keywords that take two bounds: <c>[low, high]</c>.</summary>
internal static class SearchRange
{
    /// <summary>Reads two bounds of which the first is not above the second.</summary>
    public static (JsonElement Low, JsonElement High)? Parse(JsonElement argument, string path, ParameterSchema bound, ParameterValidation validation)
    {
        if (argument.ValueKind != JsonValueKind.Array || argument.GetArrayLength() != 2)
        {
            validation.Fault(path, "needs two bounds: [low, high]");
            return null;
        }
        var (low, high) = (argument[0], argument[1]);
        var faults = new List<ParameterError>();
        bound.Validate(low, $"{path}[0]", faults);
        bound.Validate(high, $"{path}[1]", faults);
        if (faults.Count == 0 && low.GetDouble() > high.GetDouble())
            faults.Add(new ParameterError(path, $"the lower bound {ParameterValue.Show(low)} is above the upper bound {ParameterValue.Show(high)}"));
        foreach (var fault in faults)
            validation.Fault(fault.Path, fault.Message);
        return faults.Count == 0 ? (low, high) : null;
    }

    /// <summary>A number between two bounds, give or take a rounding; null for any other value.</summary>
    public static double? Within(JsonElement value, double low, double high)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return null;
        var (number, slack) = (value.GetDouble(), 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high)));
        return number >= low - slack && number <= high + slack ? Math.Clamp(number, low, high) : null;
    }

    /// <summary>A number times a factor, within two bounds; six digits are enough for what was drawn at random.</summary>
    public static JsonElement Scaled(JsonElement value, double factor, double low, double high) => value.ValueKind == JsonValueKind.Number
        ? ParameterValue.Of(Math.Clamp(double.Parse((value.GetDouble() * factor).ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), low, high))
        : value;

    /// <summary>A share of a range as a coordinate in [0, 1).</summary>
    public static double Inside(double share) => Math.Clamp(share, 0, Math.BitDecrement(1));

    /// <summary>Why a real number cannot stand in place of a parameter; null when it can.</summary>
    public static string? RealMisfit(string keyword, ParameterSchema schema) => schema switch
    {
        NumberSchema or AnySchema => null,
        IntegerSchema => $"'{keyword}' gives fractions, and this is a whole number; use {{ int: [low, high] }}",
        _ => $"'{keyword}' gives numbers, and this is none; use {{ choice: [ ... ] }}",
    };

    /// <summary>The JSON Schema of two bounds.</summary>
    public static JsonObject Schema(JsonObject bound) => new()
    {
        ["type"] = "array",
        ["minItems"] = 2,
        ["maxItems"] = 2,
        ["items"] = bound,
    };
}
