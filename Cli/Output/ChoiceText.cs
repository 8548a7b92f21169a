using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments.Search.Naming;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Output;

/// <summary>The parameters that a search chose for the trials of a spec, as people tell trials apart by them.</summary>
internal sealed class ChoiceText
{
    private const int LongestNumber = 8;

    private readonly ChoiceNames _names;

    private ChoiceText(ChoiceNames names) => _names = names;

    /// <summary>The texts for a spec.</summary>
    /// <param name="spec">The spec; what it chooses between gives the names.</param>
    /// <param name="paths">Paths of choices that there are beside those of the spec.</param>
    public static ChoiceText For(ExperimentSpec spec, IEnumerable<string>? paths = null) => new(ChoiceNames.Of(spec.Parameters, paths, Number));

    /// <summary>All choices in one line, for example <c>lr=0.1 batch=32</c>, without spaces inside a value; empty where nothing was chosen.</summary>
    public string Of(IReadOnlyDictionary<string, JsonElement> choices) =>
        string.Join(' ', Cells(choices).Select(choice => $"{choice.Name}={choice.Value.Replace(", ", ",", StringComparison.Ordinal).Replace(" · ", "·", StringComparison.Ordinal).Replace(' ', '_')}"));

    /// <summary>Each choice by its name, for columns.</summary>
    public IReadOnlyList<NamedChoice> Cells(IReadOnlyDictionary<string, JsonElement> choices) =>
        [.. _names.Of(choices).Select(choice => choice with { Value = PlainText.Of(choice.Value) })];

    /// <summary>A value in full: a string without its quotes, anything else as JSON.</summary>
    public static string Value(JsonElement value) =>
        PlainText.Of(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());

    /// <summary>A number as it was written, or with four digits where a search drew more.</summary>
    private static string Number(JsonElement value) =>
        value.GetRawText() is { Length: > LongestNumber } && value.TryGetDouble(out double number) && number != Math.Floor(number)
            ? number.ToString("G4", CultureInfo.InvariantCulture).ToLowerInvariant()
            : value.GetRawText();
}
