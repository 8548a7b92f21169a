using System.Globalization;
using System.Text.Json;

namespace ActorTraining.Training.Parameters;

/// <summary>A finite real number, float64.</summary>
public sealed record NumberSchema : ParameterSchema
{
    /// <summary>The least value, itself allowed; null for no bound.</summary>
    public double? Minimum { get; init; }

    /// <summary>The bound that the value has to exceed; null for no bound.</summary>
    public double? ExclusiveMinimum { get; init; }

    /// <summary>The greatest value, itself allowed; null for no bound.</summary>
    public double? Maximum { get; init; }

    /// <summary>The bound that the value has to stay below; null for no bound.</summary>
    public double? ExclusiveMaximum { get; init; }

    /// <inheritdoc/>
    protected internal override void ValidateValue(JsonElement value, string path, ParameterValidation validation)
    {
        var shown = ParameterValue.Show(value);
        if (!ParameterValue.TryGetFinite(value, out var number))
            validation.Fault(path, value.ValueKind == JsonValueKind.Number ? $"{shown} is too large" : NotANumber(value, "a number"));
        else if (number <= ExclusiveMinimum)
            validation.Fault(path, $"{shown} is not greater than {ParameterValue.Show(ExclusiveMinimum.Value)}");
        else if (number < Minimum)
            validation.Fault(path, $"{shown} is not at least {ParameterValue.Show(Minimum.Value)}");
        else if (number >= ExclusiveMaximum)
            validation.Fault(path, $"{shown} is not less than {ParameterValue.Show(ExclusiveMaximum.Value)}");
        else if (number > Maximum)
            validation.Fault(path, $"{shown} is not at most {ParameterValue.Show(Maximum.Value)}");
    }

    internal static string NotANumber(JsonElement value, string expected)
    {
        var quoted = value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
        return $"{ParameterValue.Show(value)} is not {expected}" + (quoted ? "; remove its quotes" : "");
    }
}
