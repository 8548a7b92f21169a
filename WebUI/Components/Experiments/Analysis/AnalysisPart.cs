using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
using ActorTraining.WebUI.Live;
using Microsoft.AspNetCore.Components;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>A part of the page that shows what an analysis found, as far as results say so by now.</summary>
public abstract class AnalysisPart : ComponentBase, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private long _analysed = -1;
    private bool _isLast;

    /// <summary>The experiment.</summary>
    [CascadingParameter]
    public ExperimentView View { get; set; } = null!;

    [Inject]
    private AnalysisCache Analyses { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>The newest analysis; null before the first.</summary>
    protected AnalysisReport? Report { get; private set; }

    /// <summary>Why there is no analysis, where reading it failed; null otherwise.</summary>
    protected string? Fault { get; private set; }

    /// <summary>Stops asking for news.</summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _ = FollowAsync(_gone.Token);
        }
    }

    /// <summary>There is a new analysis, in <see cref="Report"/>.</summary>
    protected abstract void Show();

    private async Task FollowAsync(CancellationToken cancel)
    {
        try
        {
            for (; ; await Task.Delay(Interval, Time, cancel))
            {
                // Of one that has ended the analysis does not change any more, unless it is extended.
                if (!_isLast || View.Info.LastEvent != _analysed)
                {
                    await ReadAsync(cancel);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or UnknownExperimentException)
        {
            // The page was left, or the experiment deleted.
        }
        catch (Exception e)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var (hasEnded, lastEvent) = (View.Ended, View.Info.LastEvent);
        try
        {
            var report = await Analyses.OfAsync(View.Id, cancel);
            (_isLast, _analysed) = (hasEnded, lastEvent);
            await InvokeAsync(() => Take(report));
        }
        catch (StoreException e)
        {
            // A store that is away for a moment: what is shown stays, and it is asked again.
            await InvokeAsync(() => Miss(e.Message));
        }
    }

    private void Take(AnalysisReport report)
    {
        if (!ReferenceEquals(report, Report) || Fault is not null)
        {
            (Report, Fault) = (report, null);
            Show();
            StateHasChanged();
        }
    }

    private void Miss(string fault)
    {
        Fault = fault;
        StateHasChanged();
    }
}
