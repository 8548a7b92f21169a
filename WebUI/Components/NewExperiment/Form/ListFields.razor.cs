using System.Text.Json;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>The items of a list that are more than a word each: layers, for example.</summary>
public sealed partial class ListFields : NamedField
{
    /// <summary>What an item may be.</summary>
    [Parameter, EditorRequired]
    public ParameterSchema Item { get; set; } = null!;

    /// <summary>The list was changed.</summary>
    [Parameter]
    public EventCallback<JsonElement> Changed { get; set; }

    private List<JsonElement> Items => Value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private Task Set(int index, JsonElement? item) => Changed.InvokeAsync(FormValue.WithItem(Value, index, item));

    private Task Swap(int index) => Changed.InvokeAsync(FormValue.Swapped(Value!.Value, index));

    // As the last one, since lists often go on as they began.
    private Task Append() => Set(Items.Count, Items.Count > 0 ? Items[^1] : FormValue.First(Item));
}
