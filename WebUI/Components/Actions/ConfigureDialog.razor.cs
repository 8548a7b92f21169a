using System.Globalization;
using ActorTraining.Experiments.Specs;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Asks how many trials of an experiment run at once, and who goes first; answers with the changed <see cref="ResourceSpec"/>.</summary>
public sealed partial class ConfigureDialog : ComponentBase
{
    private string _parallel = "";
    private string _priority = "";
    private string? _fault;

    /// <summary>As it is now.</summary>
    [Parameter, EditorRequired]
    public ResourceSpec Resources { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        (_parallel, _priority) = (Resources.Parallel?.ToString(CultureInfo.InvariantCulture) ?? "", Resources.Priority.ToString(CultureInfo.InvariantCulture));

    private void Save()
    {
        int? parallel = null;
        if (_parallel.Trim() is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most < 1)
            {
                _fault = $"'{text}' is no number of trials: 1 or more, or nothing for every slot";
                return;
            }

            parallel = most;
        }

        if (int.TryParse(_priority, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var priority))
        {
            Dialogs.Close(Resources with { Parallel = parallel, Priority = priority });
        }
        else
        {
            _fault = $"'{_priority}' is no priority: a whole number, 0 as a rule";
        }
    }
}
