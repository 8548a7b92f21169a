using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>Asks for another value of a parameter of a running trial; answers with it.</summary>
public sealed partial class AdjustDialog : ComponentBase
{
    private string _path = "";
    private string _text = "";
    private JsonElement? _value;
    private IReadOnlyList<string> _faults = [];

    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>The trial.</summary>
    [Parameter, EditorRequired]
    public TrialInfo Trial { get; set; } = null!;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private IReadOnlyList<string> Paths => Jobs.Find(Experiment.Spec.Job)?.Adjustable ?? [];

    private JsonElement? Now => AdjustedValue.Now(Trial, _path);

    private bool CanSave => _value is not null && _faults.Count == 0;

    /// <inheritdoc/>
    protected override void OnInitialized() => _path = Paths[0];

    private void Choose(ChangeEventArgs change) => (_path, _text, _value, _faults) = (change.Value as string ?? Paths[0], "", null, []);

    private void Enter(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        (_value, _faults) = (null, []);
        if (_text.Trim().Length == 0)
        {
            return;
        }

        try
        {
            _value = SpecOverride.Parse($"{_path}={_text}").Value;
            _faults = [.. SpecChanges.CheckAdjustment(Experiment.Spec, _path, _value.Value, Jobs).Select(error => error.Message)];
        }
        catch (InvalidSpecException e)
        {
            _faults = [.. e.Errors.Select(error => error.Message)];
        }
    }

    private void Save()
    {
        if (CanSave)
        {
            Dialogs.Close(new AdjustedValue(_path, _value!.Value, Now));
        }
    }
}
