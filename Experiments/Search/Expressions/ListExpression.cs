using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Search.Expressions;

/// <summary>A list of values: <c>{ grid: [0.01, 0.1, 1] }</c> or <c>{ choice: [sgd, adam] }</c>. Both words mean the same to every algorithm:
/// a grid search tries each value, others draw one with equal chances.</summary>
internal sealed class ListExpression : DiscreteExpression
{
    private readonly string _keyword;

    private ListExpression(string keyword, IReadOnlyList<JsonElement> values) => (_keyword, Alternatives) = (keyword, values);

    /// <summary>The keyword <c>grid</c>.</summary>
    public static SearchKeyword Grid { get; } = Keyword("grid", "Tries each of these values.");

    /// <summary>The keyword <c>choice</c>.</summary>
    public static SearchKeyword Choice { get; } = Keyword("choice", "Draws one of these values.");

    /// <summary>The values, which may have expressions in them.</summary>
    public IReadOnlyList<JsonElement> Alternatives { get; }

    /// <summary>Whether the values are numbers that rise or fall: then neighbours are alike, as in a range.</summary>
    public bool IsOrdered
    {
        get
        {
            if (Alternatives.Count < 3 || Alternatives.Any(value => value.ValueKind != JsonValueKind.Number))
                return false;
            var steps = Alternatives.Zip(Alternatives.Skip(1), (value, next) => next.GetDouble().CompareTo(value.GetDouble())).Distinct().ToList();
            return steps is [not 0];
        }
    }

    public override long Count => Alternatives.Count;

    public override JsonElement At(long index) => Alternatives[(int)index];

    public override long? IndexOf(JsonElement value) =>
        Enumerable.Range(0, Alternatives.Count).Where(index => JsonElement.DeepEquals(Alternatives[index], value)).Select(index => (long?)index).FirstOrDefault();

    // Listed values may lie far apart, so that no factor leads from one to the other: the next one in its direction.
    public override JsonElement Scaled(JsonElement value, double factor)
    {
        if (value.ValueKind != JsonValueKind.Number || Alternatives.Any(alternative => alternative.ValueKind != JsonValueKind.Number))
            return value;
        var number = value.GetDouble();
        var isUp = number * factor >= number;
        List<JsonElement> beyond = [.. Alternatives.Where(alternative => isUp ? alternative.GetDouble() > number : alternative.GetDouble() < number)];
        return (beyond.Count == 0 ? Alternatives : beyond).MinBy(alternative => Math.Abs(alternative.GetDouble() - number));
    }

    public override IEnumerable<(JsonElement Value, string Place)> Samples() =>
        Alternatives.Select((value, index) => (value, $".{_keyword}[{index}]"));

    private static SearchKeyword Keyword(string name, string summary) => new()
    {
        Name = name,
        Summary = summary,
        Parts = [],
        Parse = (argument, path, validation) => Parse(name, argument, path, validation),
        Misfit = _ => null,
        ArgumentSchema = value => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = value },
    };

    private static ListExpression? Parse(string keyword, JsonElement argument, string path, ParameterValidation validation)
    {
        if (argument.ValueKind != JsonValueKind.Array)
            validation.Fault(path, $"{ParameterValue.Show(argument)} is not a list of values; write {{ {keyword}: [ ... ] }}");
        else if (argument.GetArrayLength() == 0)
            validation.Fault(path, "is empty; give at least one value");
        else
            return Values(keyword, argument, path, validation);
        return null;
    }

    private static ListExpression? Values(string keyword, JsonElement argument, string path, ParameterValidation validation)
    {
        IReadOnlyList<JsonElement> values = [.. argument.EnumerateArray()];
        // A grid may try one more often, with other seeds; of a choice it is a slip.
        var repeated = keyword == Choice.Name ? Repeated(values) : [];
        foreach (var index in repeated)
            validation.Fault($"{path}[{index}]", $"{ParameterValue.Show(values[index])} stands in the list already; give each value once");
        var nested = Enumerable.Range(0, values.Count).Where(index => SearchKeywords.Of(values[index], out _) is not null).ToList();
        foreach (var index in nested)
            validation.Fault($"{path}[{index}]", "is a search expression itself; write its values into this list");
        // A stored experiment may have repetitions, from before they were found out.
        return nested.Count == 0 ? new ListExpression(keyword, values) : null;
    }

    // 1 and 1.0 are the same.
    private static List<int> Repeated(IReadOnlyList<JsonElement> values)
    {
        var seen = new HashSet<object>();
        return [.. Enumerable.Range(0, values.Count).Where(index => !seen.Add(ParameterValue.TryGetFinite(values[index], out var number) ? number : values[index].GetRawText()))];
    }
}
