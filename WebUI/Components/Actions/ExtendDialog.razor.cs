using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Asks with how many or how long trials an ended experiment goes on; answers with the changes.</summary>
public sealed partial class ExtendDialog : ComponentBase
{
    private string _trials = "";
    private string _length = "";
    private IReadOnlyList<string> _faults = [];

    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Info { get; set; } = null!;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private JobDescription? Job => Jobs.Find(Info.Spec.Job);

    private bool CanSave => Changes().Count > 0 && _faults.Count == 0;

    private string Length => Job?.Length is { } path && Info.Spec.Parameters.TryGetProperty(path, out var length) ? $"{length.GetRawText()} as now" : "as now";

    private void Change(ref string field, ChangeEventArgs change)
    {
        field = (change.Value as string ?? "").Trim();
        try
        {
            var changes = Changes();
            if (changes.Count > 0)
            {
                SpecChanges.Extend(Info.Spec, changes, Jobs);
            }

            _faults = [];
        }
        catch (InvalidSpecException e)
        {
            _faults = [.. e.Errors.Select(error => $"{error.Path}: {error.Message}")];
        }
    }

    private void Save()
    {
        if (CanSave)
        {
            Dialogs.Close(Changes());
        }
    }

    private List<SpecOverride> Changes()
    {
        var changes = new List<SpecOverride>();
        if (_trials.Length > 0)
        {
            changes.Add(SpecOverride.Parse($"search.trials={_trials}"));
        }

        if (_length.Length > 0 && Job?.Length is { } path)
        {
            changes.Add(SpecOverride.Parse($"params.{path}={_length}"));
        }

        return changes;
    }
}
