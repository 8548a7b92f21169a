using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>What can be done with a trial.</summary>
public sealed partial class TrialActions : ComponentBase
{
    /// <summary>Its experiment, as it is now.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>The trial, as it is now.</summary>
    [Parameter, EditorRequired]
    public TrialInfo Trial { get; set; } = null!;

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    private bool HasEnded => Trial.State.IsFinal();

    private string? WhyNotAdjust => HasEnded
        ? "The trial has come to its end"
        : Jobs.Find(Experiment.Spec.Job) is not { Adjustable.Count: > 0 } ? $"The job '{Experiment.Spec.Job}' has no parameter that can change while a trial runs" : null;

    private async Task CancelAsync()
    {
        var options = new ConfirmOptions { OkButtonText = "Cancel the trial", CancelButtonText = "Let it be", CloseDialogOnEsc = true, Width = "min(480px, 94vw)" };
        if (await Dialogs.Confirm("It ends; what it reported stays. This cannot be undone.", $"Cancel trial {Trial.Number}?", options) == true)
        {
            await Notices.DoAsync("Cancelling", () => Experiments.CancelTrialAsync(Experiment.Id, Trial.Number), $"Trial {Trial.Number} is cancelled");
        }
    }

    private async Task AdjustAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(AdjustDialog.Experiment)] = Experiment, [nameof(AdjustDialog.Trial)] = Trial };
        var options = new DialogOptions { Width = "min(480px, 94vw)", CloseDialogOnEsc = true };
        if (await Dialogs.OpenAsync<AdjustDialog>($"Change a parameter of trial {Trial.Number}", parameters, options) is AdjustedValue changed)
        {
            var (experiment, trial) = (Experiment.Id, Trial.Number);
            await Notices.DoAsync(
                "Changing it",
                () => Experiments.AdjustAsync(experiment, trial, changed.Path, changed.Value),
                $"{changed.Path} is {Format.Value(changed.Value)} from the next step on",
                changed.Before is { } before ? () => Experiments.AdjustAsync(experiment, trial, changed.Path, before) : null);
        }
    }
}
