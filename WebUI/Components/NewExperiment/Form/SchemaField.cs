using System.Text.Json;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>A field for whatever its schema says, which may be taken out.</summary>
public abstract class SchemaField : NamedField
{
    /// <summary>What it may be.</summary>
    [Parameter, EditorRequired]
    public ParameterSchema Schema { get; set; } = null!;

    /// <summary>Another value was entered; null takes it out.</summary>
    [Parameter]
    public EventCallback<JsonElement?> Changed { get; set; }
}
