using ActorTraining.Experiments;
using ActorTraining.WebUI.Components.Actions;
using ActorTraining.WebUI.Live;
using ActorTraining.WebUI.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using Radzen;

namespace ActorTraining.WebUI.Components.Layout;

/// <summary>The frame of every page: navigation, what runs at present, keys that work everywhere, and word of experiments that have ended.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IAsyncDisposable
{
    private const double TellingTime = 12_000;

    private DotNetObjectReference<MainLayout>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _frame;
    private IDisposable? _following;
    private bool _isGone;
    private bool _open = true;
    private bool _narrow;
    private bool? _bell;
    private int _running;
    private string? _problem;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private ClusterWatch Watch { get; set; } = null!;

    [Inject]
    private NotificationService Notifications { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ThemeService Theme { get; set; } = null!;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <summary>Called by the browser when the key for it is pressed.</summary>
    [JSInvokable]
    public Task ShowShortcutsAsync() =>
        InvokeAsync(() => Dialogs.OpenAsync<ShortcutsDialog>("Keyboard shortcuts", options: new DialogOptions { Width = "min(440px, 94vw)", CloseDialogOnEsc = true, CloseDialogOnOverlayClick = true }));

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Navigation.LocationChanged += OnMoved;
        if (Theme.Theme is null)
        {
            Theme.SetTheme("standard", false);
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
        {
            return;
        }

        _self = DotNetObjectReference.Create(this);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/Layout/MainLayout.razor.js");
        _frame = await _module.InvokeAsync<IJSObjectReference>("frame", _self);
        _bell = await _frame.InvokeAsync<bool?>("bell");
        if (_isGone)
        {
            return;
        }

        _following = Watch.Follow(view => _ = InvokeAsync(() => ShowAsync(view)));
        StateHasChanged();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        Navigation.LocationChanged -= OnMoved;
        _following?.Dispose();
        try
        {
            await (_frame?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (_frame?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The window is gone.
        }

        _self?.Dispose();
    }

    private void OnNarrow(bool narrow) => (_narrow, _open) = (narrow, !narrow);

    private void OnMoved(object? sender, LocationChangedEventArgs moved)
    {
        if (_narrow && _open)
        {
            _open = false;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private async Task ShowAsync(ClusterView view)
    {
        var running = view.Unended.Count(experiment => experiment.State == ExperimentState.Running);
        var isOther = (running, view.Problem) != (_running, _problem);
        (_running, _problem) = (running, view.Problem);
        foreach (var ended in view.JustEnded)
        {
            await TellAsync(ended);
        }

        if (isOther)
        {
            StateHasChanged();
        }

        if (_frame is not null)
        {
            await _frame.InvokeVoidAsync("running", running);
        }
    }

    private async Task TellAsync(ExperimentInfo ended)
    {
        var severity = ended.State == ExperimentState.Failed ? NotificationSeverity.Error : NotificationSeverity.Success;
        var title = $"{ended.Spec.Name} {(ended.State == ExperimentState.Completed ? "is complete" : ended.State == ExperimentState.Failed ? "has failed" : "was stopped")}";
        var detail = ended.BestValue is { } best ? $"Best {ended.Spec.Objective.Metric}: {Format.Number(best)} (trial {ended.BestTrial})" : ended.Reason ?? "No trial reported the objective.";
        var address = $"/experiments/{ended.Id}";
        Notifications.Notify(new NotificationMessage { Severity = severity, Summary = title, Duration = TellingTime, DetailContent = _ => EndedNotice.Fragment(detail, address) });
        if (_frame is not null)
        {
            await _frame.InvokeVoidAsync("ended", title, detail, address);
        }
    }

    private async Task RingAsync()
    {
        _bell = await _frame!.InvokeAsync<bool>("ring", _bell != true);
        if (_bell == false && await _frame!.InvokeAsync<bool>("refused"))
        {
            Notifications.Notify(NotificationSeverity.Warning, "The browser does not allow notifications of this page", "Allow them in the browser's settings of this site.", duration: TellingTime);
        }
    }
}
