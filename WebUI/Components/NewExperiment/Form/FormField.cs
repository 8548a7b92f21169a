using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>What all fields of the form have in common.</summary>
public abstract class FormField : ComponentBase
{
    /// <summary>What it is; null where it is left out.</summary>
    [Parameter]
    public JsonElement? Value { get; set; }

    /// <summary>Its place: <c>spec.params.batch</c>.</summary>
    [Parameter, EditorRequired]
    public string Path { get; set; } = "";

    /// <summary>Whether search expressions may stand here.</summary>
    [Parameter]
    public bool Searchable { get; set; }

    /// <summary>The path as a part of an identifier in the page.</summary>
    private protected string PathId => Path.Replace('.', '-').Replace('[', '-').Replace(']', '-');
}
