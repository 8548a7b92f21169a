using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace ActorTraining.WebUI.Components.Actions;

/// <summary>What can be done with an experiment.</summary>
public sealed partial class ExperimentActions : ComponentBase
{
    /// <summary>The experiment, as it is now.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Info { get; set; } = null!;

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private JobCatalog Jobs { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private Notices Notices { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool HasEnded => Info.Ended is not null;

    private string Id => Info.Id;

    private string? WhyNotExtend => Jobs.Find(Info.Spec.Job) is null ? $"This version of the program does not know the job '{Info.Spec.Job}'" : null;

    private Task<bool> PauseAsync() =>
        Notices.DoAsync("Pausing", () => Experiments.PauseAsync(Id), "Paused: running trials leave at their checkpoints", () => Experiments.ResumeAsync(Id));

    private Task<bool> ResumeAsync() => Notices.DoAsync("Resuming", () => Experiments.ResumeAsync(Id), "Resumed", () => Experiments.PauseAsync(Id));

    private async Task StopAsync()
    {
        var running = Info.Counts.GetValueOrDefault(TrialState.Running);
        var text = $"{(running == 0 ? "No trial runs at present" : running == 1 ? "The running trial ends" : $"The {running} running trials end")}; what was reported stays. This cannot be undone.";
        if (await ConfirmAsync($"Stop '{Info.Spec.Name}'?", text, "Stop"))
        {
            await Notices.DoAsync("Stopping", () => Experiments.StopAsync(Id), "Stopped; the results so far stand");
        }
    }

    private async Task DeleteAsync()
    {
        var trials = Info.Counts.Values.Sum();
        var text = $"{(trials == 1 ? "Its trial" : $"Its {trials:N0} trials")}, with all metrics, weights and pictures, will be gone. This cannot be undone.";
        if (await ConfirmAsync($"Delete '{Info.Spec.Name}'?", text, "Delete") && await Notices.DoAsync("Deleting", () => Experiments.DeleteAsync(Id), $"Deleted '{Info.Spec.Name}'"))
        {
            Navigation.NavigateTo("/");
        }
    }

    private async Task ExtendAsync()
    {
        if (await AskAsync<ExtendDialog, IReadOnlyList<SpecOverride>>("Extend the experiment", nameof(ExtendDialog.Info), Info) is { } changes)
        {
            await Notices.DoAsync("Extending", () => Experiments.ExtendAsync(Id, changes), "Extended: it goes on");
        }
    }

    private async Task ConfigureAsync()
    {
        var before = Info.Spec.Resources;
        if (await AskAsync<ConfigureDialog, ResourceSpec>("Parallelism and priority", nameof(ConfigureDialog.Resources), before) is { } changed)
        {
            await Notices.DoAsync(
                "Changing it",
                () => Experiments.ConfigureAsync(Id, changed.Parallel, changed.Priority),
                $"{(changed.Parallel is { } most ? $"At most {most} {(most == 1 ? "trial" : "trials")} at once" : "Every slot may be used")}, priority {changed.Priority}",
                () => Experiments.ConfigureAsync(Id, before.Parallel, before.Priority));
        }
    }

    private async Task<bool> ConfirmAsync(string title, string text, string yes) =>
        await Dialogs.Confirm(text, title, new ConfirmOptions { OkButtonText = yes, CancelButtonText = "Cancel", CloseDialogOnEsc = true, Width = "min(480px, 94vw)" }) == true;

    private async Task<TAnswer?> AskAsync<TDialog, TAnswer>(string title, string parameter, object value)
        where TDialog : ComponentBase where TAnswer : class =>
        await Dialogs.OpenAsync<TDialog>(title, new Dictionary<string, object?> { [parameter] = value }, new DialogOptions { Width = "min(480px, 94vw)", CloseDialogOnEsc = true }) as TAnswer;
}
