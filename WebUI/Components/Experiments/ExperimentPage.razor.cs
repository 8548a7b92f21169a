using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments;

/// <summary>The page of an experiment: what is always there, and a tab.</summary>
public sealed partial class ExperimentPage : ComponentBase, IDisposable
{
    private ExperimentView? _view;
    private IDisposable? _following;
    private bool _unknown;
    private string? _problem;

    /// <summary>The identifier of the experiment.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The key of the tab; null for the first one.</summary>
    [Parameter]
    public string? Tab { get; set; }

    [Inject]
    private IExperiments Experiments { get; set; } = null!;

    [Inject]
    private LiveExperiments Live { get; set; } = null!;

    private ExperimentTab? Shown => ExperimentTab.Find(Tab);

    private string Progress
    {
        get
        {
            var ended = _view!.Info.Counts.Where(pair => pair.Key.IsFinal()).Sum(pair => pair.Value);
            return $"{Format.Part(ended, _view.Info.Planned, "trial")}{(_view.Info.Planned is null ? " done" : "")}";
        }
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => _view?.Id == Id ? Task.CompletedTask : ReadAsync();

    /// <summary>Stops following.</summary>
    public void Dispose() => Interlocked.Exchange(ref _following, null)?.Dispose();

    private async Task ReadAsync()
    {
        var id = Id;
        Dispose();
        (_view, _unknown, _problem) = (null, false, null);
        try
        {
            // Before it lives, the page is rendered once for the browser to show at once; nothing is followed for that.
            if (RendererInfo.IsInteractive)
            {
                _following = Live.Follow(id, OnChanged);
            }

            var info = await Experiments.GetAsync(id);

            // One may have gone on to another while it was read.
            _view = id == Id ? new ExperimentView(info) : _view;
        }
        catch (UnknownExperimentException) when (id == Id)
        {
            Dispose();
            _unknown = true;
        }
        catch (StoreException e) when (id == Id)
        {
            Dispose();
            _problem = e.Message;
        }
        catch (Exception e) when (id != Id && e is StoreException or UnknownExperimentException)
        {
            // Nobody looks at it any more.
        }
    }

    private void OnChanged(LiveBatch batch) => _ = InvokeAsync(() =>
    {
        if (_view is { } view && view.Id == batch.Experiment.Id)
        {
            view.Change(batch);
            StateHasChanged();
        }
    });
}
