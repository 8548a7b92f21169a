using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>The spec as it was submitted, its difference from its parent, and commands that run it again.</summary>
public sealed partial class SpecTab : ComponentBase
{
    private ExperimentInfo? _parent;
    private IReadOnlyList<DiffPiece> _diff = [];
    private bool _copied;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Diff { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IJSRuntime Runtime { get; set; } = null!;

    private bool IsComparing => Diff == "1" && _parent is not null;

    private string Server => Navigation.BaseUri.TrimEnd('/');

    private string Text => TextOf(View.Info.Spec);

    private string[] Lines => Text.TrimEnd().Split('\n');

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (View.Info.Parent is not { } parent)
        {
            return;
        }

        try
        {
            _parent = await Experiments.GetAsync(parent);

            // A copy has no text of its own: how its parent's was laid out is no difference.
            var written = _parent.Spec.Source is null || View.Info.Spec.Source is null;
            _diff = InlineDiffBuilder.Diff(Compared(_parent.Spec, written), Compared(View.Info.Spec, written)).Lines;
        }
        catch (UnknownExperimentException)
        {
            // The parent was deleted: there is nothing to hold it against.
        }
    }

    private static string Compared(ExperimentSpec spec, bool written) => (written ? SpecYaml.Write(spec) : TextOf(spec)).ReplaceLineEndings("\n").TrimEnd();

    private static string TextOf(ExperimentSpec spec) => (spec.Source ?? SpecYaml.Write(spec)).ReplaceLineEndings("\n");

    private async Task CopyAsync()
    {
        try
        {
            await Runtime.InvokeVoidAsync("navigator.clipboard.writeText", Text);
            _copied = true;
        }
        catch (JSException)
        {
            // The browser does not let pages write to the clipboard; the text can still be selected.
        }
    }

    private static string? Kind(ChangeType type) => type switch
    {
        ChangeType.Inserted => "added",
        ChangeType.Deleted => "removed",
        _ => null,
    };

    private static string Sign(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+",
        ChangeType.Deleted => "−",
        _ => "",
    };
}
