using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;
using ParameterValue = ActorTraining.Training.Parameters.ParameterValue;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>One of several kinds of object: which, and its properties.</summary>
public sealed partial class UnionFields : NamedField
{
    /// <inheritdoc cref="PlainValue.Id"/>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The kinds.</summary>
    [Parameter, EditorRequired]
    public UnionSchema Schema { get; set; } = null!;

    /// <summary>Another kind was chosen, or a property changed.</summary>
    [Parameter]
    public EventCallback<JsonElement> Changed { get; set; }

    private string Kind => Value switch
    {
        { ValueKind: JsonValueKind.String } name => name.GetString()!,
        { ValueKind: JsonValueKind.Object } value when value.TryGetProperty(Schema.Discriminator, out var name) => FormValue.Text(name),
        _ => "",
    };

    private string Standing => FormValue.Text(Schema.Default);

    private Task Choose(ChangeEventArgs change) =>
        change.Value is string { Length: > 0 } kind && Schema.Find(kind) is not null ? Changed.InvokeAsync(FormValue.Kind(Schema, kind, Value)) : Task.CompletedTask;

    // A kind without properties is written by its name alone.
    private Task SetProperties(JsonElement properties)
    {
        var given = properties.EnumerateObject().Where(property => property.Name != Schema.Discriminator).ToList();
        if (given.Count == 0)
            return Changed.InvokeAsync(ParameterValue.Of(Kind));
        var named = new JsonObject { [Schema.Discriminator] = Kind };
        foreach (var property in given)
            named[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        return Changed.InvokeAsync(JsonSerializer.SerializeToElement(named));
    }
}
