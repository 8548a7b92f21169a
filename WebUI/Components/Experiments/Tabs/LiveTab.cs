using ActorTraining.Experiments;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Tabs;

/// <summary>A tab of an experiment that is read anew, at a pace, while something happens in it.</summary>
public abstract class LiveTab : ComponentBase, IDisposable
{
    private Pace? _pace;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    /// <summary>What can be read.</summary>
    [Inject]
    protected IExperiments Experiments { get; set; } = null!;

    /// <summary>The clock.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>The shortest time between two readings.</summary>
    protected virtual TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        View.Changed -= OnChanged;
        _pace?.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        _pace = new Pace(Interval, Time, () => InvokeAsync(RefreshAsync));
        View.Changed += OnChanged;
        return ReadAsync();
    }

    /// <summary>Reads what is shown.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Something happened. By itself everything asks for a reading.</summary>
    protected virtual void OnChanged(LiveBatch batch) => Ask();

    /// <summary>Asks for a reading, at the pace of <see cref="Interval"/>.</summary>
    protected void Ask() => _pace?.Ask();

    /// <summary>Reads what is shown, and shows it.</summary>
    protected async Task RefreshAsync()
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            await LoadAsync();
        }
        catch (StoreException)
        {
            // A store that is away for a moment: what is shown stays. It is read again though nothing may change any more.
            Ask();
        }
        catch (Exception e) when (e is UnknownExperimentException or OperationCanceledException)
        {
            // It was deleted, or the page was left.
        }
    }
}
