using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments;

/// <summary>An experiment in the list of all.</summary>
public sealed partial class ExperimentRow : ComponentBase
{
    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>Its trials' objectives; null while they are not read.</summary>
    [Parameter]
    public ObjectiveHistory? History { get; set; }

    /// <summary>The time, for its age.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    /// <summary>Whether it is chosen for comparison.</summary>
    [Parameter]
    public bool Picked { get; set; }

    /// <summary>It was chosen, or not any more.</summary>
    [Parameter]
    public EventCallback<bool> OnPick { get; set; }

    /// <summary>Gives the address of the list with one tag only.</summary>
    [Parameter, EditorRequired]
    public Func<string, string> TagHref { get; set; } = null!;

    private int Done => Experiment.Counts.Where(pair => pair.Key.IsFinal()).Sum(pair => pair.Value);

    private string Notable
    {
        get
        {
            var states = new[] { (TrialState.Running, "running"), (TrialState.Failed, "failed") };
            return string.Join(", ", states.Where(state => Experiment.Counts.GetValueOrDefault(state.Item1) > 0).Select(state => $"{Format.Count(Experiment.Counts[state.Item1])} {state.Item2}"));
        }
    }

    private string PictureLabel =>
        $"{Experiment.Spec.Objective.Metric} of {(History?.IsWhole == false ? $"{Format.Count(TrialSample.Most)} of the trials" : "the trials")} and the best so far, {Format.Number(Experiment.BestValue)}";
}
