using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A real number between two bounds, each as likely as the other: <c>{ uniform: [0, 0.99] }</c>.</summary>
internal sealed class UniformExpression(double low, double high) : SearchExpression
{
    /// <summary>The keyword <c>uniform</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "uniform",
        Summary = "Draws a real number between two bounds.",
        Parse = (argument, path, validation) => SearchRange.Parse(argument, path, new NumberSchema(), validation) is var (low, high)
            ? new UniformExpression(low.GetDouble(), high.GetDouble())
            : null,
        Misfit = schema => SearchRange.RealMisfit("uniform", schema),
        ArgumentSchema = SearchRange.Schema,
    };

    // The two-sided form cannot overflow where the bounds are far apart.
    public override JsonElement Quantile(double u) => ParameterValue.Of(Math.Clamp((1 - u) * low + u * high, low, high));

    // Halves, for the same reason.
    public override double? Position(JsonElement value) => SearchRange.Within(value, low, high) is not { } number ? null
        : low < high ? SearchRange.Inside((number / 2 - low / 2) / (high / 2 - low / 2)) : 0.5;

    public override JsonElement Scaled(JsonElement value, double factor) => SearchRange.Scaled(value, factor, low, high);

    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        [(ParameterValue.Of(low), ".uniform[0]"), (ParameterValue.Of(high), ".uniform[1]")];
}
