using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A real number around a mean: <c>{ normal: [0, 1] }</c>; with two bounds behind it, <c>{ normal: [0, 1, -2, 2] }</c>, none lies outside of them.</summary>
/// <remarks>Without bounds of its own it ends six standard deviations from the mean, where two draws in a thousand million would lie beyond.</remarks>
internal sealed class NormalExpression : SearchExpression
{
    private const double Reach = 6;

    private readonly double _mean;
    private readonly double _deviation;
    private readonly double _low;
    private readonly double _high;
    private readonly double _below;
    private readonly double _within;
    private readonly string[] _places;

    private NormalExpression(double mean, double deviation, (double Low, double High)? bounds)
    {
        (_mean, _deviation) = (mean, deviation);
        (_low, _high) = bounds ?? (mean - Reach * deviation, mean + Reach * deviation);
        _below = NormalDistribution.Cumulative((_low - mean) / deviation);
        _within = NormalDistribution.Cumulative((_high - mean) / deviation) - _below;
        _places = bounds is null ? ["", ""] : [".normal[2]", ".normal[3]"];
    }

    /// <summary>The keyword <c>normal</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "normal",
        Summary = "Draws a real number from a normal distribution, given by mean and standard deviation; two bounds may follow.",
        Parts = ["mean", "deviation"],
        Parse = Parse,
        Misfit = schema => SearchRange.RealMisfit("normal", schema),
        ArgumentSchema = _ => new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 2,
            ["maxItems"] = 4,
            ["items"] = new JsonObject { ["type"] = "number" },
        },
    };

    public override JsonElement Quantile(double u)
    {
        var p = Math.Clamp(_below + u * _within, double.Epsilon, 1 - 1e-16);
        return ParameterValue.Of(Math.Clamp(_mean + _deviation * NormalDistribution.Quantile(p), _low, _high));
    }

    public override double? Position(JsonElement value) => SearchRange.Within(value, _low, _high) is { } number
        ? SearchRange.Inside((NormalDistribution.Cumulative((number - _mean) / _deviation) - _below) / _within)
        : null;

    public override JsonElement Scaled(JsonElement value, double factor) => SearchRange.Scaled(value, factor, _low, _high);

    public override IEnumerable<(JsonElement Value, string Place)> Samples() => [(ParameterValue.Of(_low), _places[0]), (ParameterValue.Of(_high), _places[1])];

    private static NormalExpression? Parse(JsonElement argument, string path, ParameterValidation validation)
    {
        if (argument.ValueKind != JsonValueKind.Array || argument.GetArrayLength() is not (2 or 4))
        {
            validation.Fault(path, "needs a mean and a standard deviation, and may have two bounds: [mean, deviation] or [mean, deviation, low, high]");
            return null;
        }
        var faults = new List<ParameterError>();
        foreach (var (index, number) in argument.EnumerateArray().Index())
            new NumberSchema { ExclusiveMinimum = index == 1 ? 0 : null }.Validate(number, $"{path}[{index}]", faults);
        var numbers = faults.Count > 0 ? [] : argument.EnumerateArray().Select(number => number.GetDouble()).ToArray();
        var bounds = numbers is [_, _, var low, var high] ? (low, high) : ((double Low, double High)?)null;
        if (bounds is var (lower, upper) && !(lower < upper))
            faults.Add(new ParameterError(path, $"the lower bound {ParameterValue.Show(argument[2])} is not below the upper bound {ParameterValue.Show(argument[3])}"));
        if (faults.Count == 0 && !(double.IsFinite(numbers[0] - Reach * numbers[1]) && double.IsFinite(numbers[0] + Reach * numbers[1])))
            faults.Add(new ParameterError(path, $"{Reach} deviations from the mean are beyond what a number can be; make the deviation smaller"));
        var expression = faults.Count == 0 ? new NormalExpression(numbers[0], numbers[1], bounds) : null;
        if (expression is { _within: < 1e-12 })
            faults.Add(new ParameterError(path, "the bounds are so far from the mean that nothing is drawn between them; move the mean, or use { uniform: [low, high] }"));
        foreach (var fault in faults)
            validation.Fault(fault.Path, fault.Message);
        return faults.Count == 0 ? expression : null;
    }
}
