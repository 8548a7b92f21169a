using System.Text.Json;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>The properties of an object: those that are given or needed, and behind a fold the others.</summary>
public sealed partial class ObjectFields : FormField
{
    /// <summary>What properties there can be.</summary>
    [Parameter, EditorRequired]
    public ObjectSchema Schema { get; set; } = null!;

    /// <inheritdoc cref="ValueField.Told"/>
    [Parameter]
    public bool Told { get; set; } = true;

    /// <summary>A property of the object that is not among its fields and stays first.</summary>
    [Parameter]
    public string? Apart { get; set; }

    /// <summary>The object was changed.</summary>
    [Parameter]
    public EventCallback<JsonElement> Changed { get; set; }

    private List<KeyValuePair<string, ParameterSchema>> Shown => [.. Schema.Properties.Where(property => property.Value.Required || Given(property.Key) is not null)];

    private List<KeyValuePair<string, ParameterSchema>> Further => [.. Schema.Properties.Where(property => !property.Value.Required && Given(property.Key) is null)];

    private JsonElement? Given(string name) => Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty(name, out var given) ? given : null;

    private Task Set(string name, JsonElement? value)
    {
        var order = Schema.Properties.Select(property => property.Key);
        return Changed.InvokeAsync(FormValue.WithProperty(Value, name, value, Apart is null ? order : order.Prepend(Apart)));
    }
}
