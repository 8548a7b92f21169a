using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.Charts;

/// <summary>A chart that is described whole by an option of ECharts.</summary>
/// <remarks>JSON carries no functions: where ECharts takes one, the option names one of <c>wwwroot/js/chart-functions.js</c>, <c>"fn:number"</c>.</remarks>
public sealed partial class OptionChart : ChartBase
{
    private DotNetObjectReference<OptionChart>? _self;
    private object? _sent;

    /// <summary>The option. An object of its own for every change: one that is the same object is not sent again.</summary>
    [Parameter]
    public object? Option { get; set; }

    /// <summary>A mark was clicked.</summary>
    [Parameter]
    public EventCallback<ChartClick> OnClick { get; set; }

    /// <summary>On parallel coordinates, ranges were brushed: the indices of the lines that are within all of them, null when there is no range.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<int>?> OnBrush { get; set; }

    /// <inheritdoc/>
    protected override string Module => "./Components/Charts/OptionChart.razor.js";

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task Clicked(ChartClick click) => OnClick.InvokeAsync(click);

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task Brushed(int[]? indices) => OnBrush.InvokeAsync(indices);

    /// <inheritdoc/>
    protected override object?[] Arguments()
    {
        _sent = Option;
        _self = OnClick.HasDelegate || OnBrush.HasDelegate ? DotNetObjectReference.Create(this) : null;
        return [Option, _self];
    }

    /// <inheritdoc/>
    protected override async Task UpdateAsync(IJSObjectReference view)
    {
        if (!ReferenceEquals(_sent, Option))
        {
            _sent = Option;
            await view.InvokeVoidAsync("set", Option);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _self?.Dispose();
    }
}
