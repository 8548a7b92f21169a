using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A real number between two bounds above 0, whose logarithm is uniform: <c>{ loguniform: [1e-4, 1] }</c> draws each order of magnitude as often.</summary>
internal sealed class LogUniformExpression(double low, double high) : SearchExpression
{
    /// <summary>The keyword <c>loguniform</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "loguniform",
        Summary = "Draws a real number between two bounds above 0, each order of magnitude as often.",
        Parse = (argument, path, validation) => SearchRange.Parse(argument, path, new NumberSchema { ExclusiveMinimum = 0 }, validation) is var (low, high)
            ? new LogUniformExpression(low.GetDouble(), high.GetDouble())
            : null,
        Misfit = schema => SearchRange.RealMisfit("loguniform", schema),
        ArgumentSchema = value =>
        {
            value["exclusiveMinimum"] = 0;
            return SearchRange.Schema(value);
        },
    };

    public override JsonElement Quantile(double u) =>
        ParameterValue.Of(Math.Clamp(Math.Exp((1 - u) * Math.Log(low) + u * Math.Log(high)), low, high));

    public override double? Position(JsonElement value) => SearchRange.Within(value, low, high) is not { } number ? null
        : low < high ? SearchRange.Inside((Math.Log(number) - Math.Log(low)) / (Math.Log(high) - Math.Log(low))) : 0.5;

    public override JsonElement Scaled(JsonElement value, double factor) => SearchRange.Scaled(value, factor, low, high);

    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        [(ParameterValue.Of(low), ".loguniform[0]"), (ParameterValue.Of(high), ".loguniform[1]")];
}
