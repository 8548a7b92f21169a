using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A whole number above 0 whose logarithm is uniform: <c>{ logint: [1, 1024] }</c> draws each order of magnitude as often.</summary>
/// <remarks>A logarithm that is uniform between those of <c>low - 1/2</c> and <c>high + 1/2</c> is rounded, so that both bounds have their full share.</remarks>
internal sealed class LogIntExpression(long low, long high) : DiscreteExpression
{
    private static readonly IntegerSchema Bound = new() { Minimum = 1, Maximum = 1L << 53 };

    /// <summary>The keyword <c>logint</c>.</summary>
    public static SearchKeyword Keyword { get; } = new()
    {
        Name = "logint",
        Summary = "Draws a whole number from the first bound to the last, both above 0 and included, each order of magnitude as often.",
        Parse = (argument, path, validation) => SearchRange.Parse(argument, path, Bound, validation) is var (low, high)
            ? new LogIntExpression((long)low.GetDouble(), (long)high.GetDouble())
            : null,
        Misfit = schema => schema is NumberSchema or IntegerSchema or AnySchema ? null : "'logint' gives whole numbers, and this is none; use { choice: [ ... ] }",
        ArgumentSchema = value =>
        {
            value["type"] = "integer";
            value["minimum"] = 1;
            return SearchRange.Schema(value);
        },
    };

    public override long Count => high - low + 1;

    public override JsonElement At(long index) => ParameterValue.Of(low + index);

    public override long? IndexOf(JsonElement value) => IndexOf(value, low, high);

    public override long IndexAt(double u) =>
        Math.Clamp((long)Math.Round(Math.Exp((1 - u) * Math.Log(low - 0.5) + u * Math.Log(high + 0.5))), low, high) - low;

    protected override double Middle(long index) => Math.Log((low + index) / (low - 0.5)) / Math.Log((high + 0.5) / (low - 0.5));

    public override JsonElement Scaled(JsonElement value, double factor) => Scaled(value, factor, low, 1);

    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        [(ParameterValue.Of(low), ".logint[0]"), (ParameterValue.Of(high), ".logint[1]")];
}
