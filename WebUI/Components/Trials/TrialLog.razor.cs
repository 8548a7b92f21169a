using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Experiments.Log;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>The log of one trial, the newest line last.</summary>
public sealed partial class TrialLog : ComponentBase, IDisposable
{
    private LogFeed? _feed;
    private IReadOnlyList<LogLine> _lines = [];
    private bool _following = true;

    /// <summary>The experiment.</summary>
    [Parameter, EditorRequired]
    public ExperimentInfo Experiment { get; set; } = null!;

    /// <summary>The trial's number; one that changes wants another component.</summary>
    [Parameter, EditorRequired]
    public int Number { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            var feed = _feed = new LogFeed(Experiment, Number);
            feed.Start(Experiments, Time, () => InvokeAsync(() =>
            {
                feed.Take();
                _lines = [.. feed.Lines];
                StateHasChanged();
            }));
        }
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _feed?.Dispose();
}
