using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Search;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;
using ParameterValue = ActorTraining.Training.Parameters.ParameterValue;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>One value of a spec: its name, how it may vary, and what to enter.</summary>
public sealed partial class ValueField : SchemaField
{
    /// <summary>Whether it can be taken out.</summary>
    [Parameter]
    public bool Removable { get; set; }

    /// <summary>Whether its explanation is shown.</summary>
    [Parameter]
    public bool Told { get; set; } = true;

    [CascadingParameter]
    private FormFaults FormFaults { get; set; } = null!;

    // A deviation need not be a value of the parameter.
    private static readonly NumberSchema AnyNumber = new();

    private string Id => $"field-{PathId}";

    private IReadOnlyList<SearchWord> Words => Searchable ? SearchVocabulary.For(Schema) : [];

    private (SearchWord Word, JsonElement Argument)? Varied => Searchable && Value is { } value ? SearchVocabulary.Of(value) : null;

    private string Mode => Varied?.Word.Name ?? "";

    private bool IsWide => !FormValue.IsPlain(Schema);

    private IReadOnlyList<string> Faults => [.. FormFaults.At(Path, FormValue.IsPlain(Schema))];

    private string? Invalid => Faults.Count > 0 ? "true" : null;

    private static string Bound(JsonElement argument, int index) =>
        argument.ValueKind == JsonValueKind.Array && argument.GetArrayLength() > index ? FormValue.Text(argument[index]) : "";

    private static bool IsFlat(JsonElement argument) =>
        argument.ValueKind == JsonValueKind.Array && argument.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    // Two bounds may follow a mean and a deviation.
    private static IEnumerable<string> PartsOf(SearchWord word, JsonElement argument) =>
        word.Parts.Concat(argument.ValueKind == JsonValueKind.Array && argument.GetArrayLength() > word.Parts.Count ? ["from", "to"] : []);

    private Task ChooseMode(ChangeEventArgs change)
    {
        var word = Words.FirstOrDefault(known => known.Name == change.Value as string);
        var changed = word is null ? Value is { } value ? FormValue.Fixed(value) : Value : FormValue.Varied(Schema, word, Value);
        return Changed.InvokeAsync(changed);
    }

    private Task SetBound(JsonElement argument, int index, ChangeEventArgs change) =>
        SetArgument(FormValue.WithItem(argument, index, FormValue.Parse(Mode == "normal" ? AnyNumber : Schema, change.Value as string) ?? ParameterValue.Of("")));

    private Task SetAlternatives(ChangeEventArgs change) => SetArgument(FormValue.ParseList(Schema, change.Value as string));

    private Task SetArgument(JsonElement? argument) =>
        Changed.InvokeAsync(JsonSerializer.SerializeToElement(new JsonObject { [Mode] = argument is { } list ? JsonNode.Parse(list.GetRawText()) : new JsonArray() }));
}
