using System.Text.Json;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;
using ParameterValue = ActorTraining.Training.Parameters.ParameterValue;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>What to enter for a value that does not vary, whatever its kind.</summary>
public sealed partial class PlainValue : SchemaField
{
    private const int LongestShown = 80;

    /// <summary>The identifier of its input.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>Whether something is wrong with it.</summary>
    [Parameter]
    public bool Invalid { get; set; }

    private string? Mark => Invalid ? "true" : null;

    private string Default => FormValue.Text(Schema.Default);

    // A list in which a single item varies has to be written as text.
    private bool IsFlat => Value is not { } value || (Schema is ListSchema && value.ValueKind == JsonValueKind.Array
        ? value.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        : value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    /// <summary>The value as an object, a short form written out; null where it is none.</summary>
    private JsonElement? Object(ObjectSchema schema) => Value switch
    {
        null or { ValueKind: JsonValueKind.Null } => ParameterValue.Of(new { }),
        { ValueKind: JsonValueKind.Object } value => value,
        { ValueKind: JsonValueKind.String or JsonValueKind.Number } value when schema.Shorthand is { } name => FormValue.WithProperty(null, name, value, []),
        _ => null,
    };

    private bool IsKind(UnionSchema union) => Value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.String } => true,
        { ValueKind: JsonValueKind.Object } value => !value.TryGetProperty(union.Discriminator, out var kind) || kind.ValueKind == JsonValueKind.String,
        _ => false,
    };

    private static string Short(JsonElement value) => value.GetRawText() is { Length: > LongestShown } text ? text[..LongestShown] + "…" : value.GetRawText();

    private Task Enter(ChangeEventArgs change) => Changed.InvokeAsync(FormValue.Parse(Schema, change.Value as string));
}
