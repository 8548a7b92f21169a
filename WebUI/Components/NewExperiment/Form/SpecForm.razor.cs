using System.Text.Json;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.NewExperiment.Form;

/// <summary>The spec as a form, made from what its job says about its parameters.</summary>
public sealed partial class SpecForm : ComponentBase
{
    private static readonly (string Title, string Note, string[] Keys)[] Named =
    [
        ("About", "", ["name", "description", "tags"]),
        ("What every trial does", "", ["job", "params"]),
        ("What is best, and how to search", "", ["objective", "search", "scheduler", "constraints", "seed"]),
        ("Machines and limits", "resources, retries, checkpoints", ["resources", "limits", "checkpoints"]),
    ];

    /// <summary>The spec so far.</summary>
    [Parameter, EditorRequired]
    public SpecDraft Draft { get; set; } = null!;

    /// <summary>The form says something else now.</summary>
    [Parameter]
    public EventCallback<JsonElement> Changed { get; set; }

    private JsonElement? Parameters => Given("params");

    // Keys that a later version of specs has stand under the last heading.
    private IEnumerable<(string Title, string Note, IEnumerable<string> Keys, bool Open)> Sections
    {
        get
        {
            var known = Named.SelectMany(section => section.Keys).ToHashSet();
            var others = Draft.Schema.Properties.Select(property => property.Key).Where(key => !known.Contains(key)).ToList();
            return Named.Select((section, index) =>
                (section.Title, section.Note, index == Named.Length - 1 ? section.Keys.Concat(others) : section.Keys, index < Named.Length - 1));
        }
    }

    private JsonElement? Given(string key) =>
        Draft.Document is { ValueKind: JsonValueKind.Object } document && document.TryGetProperty(key, out var given) ? given : null;

    private Task Set(string key, JsonElement? value)
    {
        var order = Draft.Schema.Properties.Select(property => property.Key);
        return Changed.InvokeAsync(FormValue.WithProperty(Draft.Document, key, value, order));
    }
}
