using ActorTraining.Training.Parameters;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>The text of a spec, with line numbers, colours, and marks at the lines that have faults.</summary>
public sealed partial class YamlEditor : ComponentBase, IAsyncDisposable
{
    private ElementReference _element;
    private DotNetObjectReference<YamlEditor>? _self;
    private IJSObjectReference? _module;
    private IJSObjectReference? _view;
    private string _known = "";
    private IReadOnlyList<ParameterError> _marked = [];

    /// <summary>The text; another one takes the place of what stands there.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What is wrong with it.</summary>
    [Parameter]
    public IReadOnlyList<ParameterError> Faults { get; set; } = [];

    /// <summary>Under which name the browser remembers what was typed, until the window is closed; another text is restored from there at the start.</summary>
    [Parameter]
    public string? Memory { get; set; }

    /// <summary>Somebody typed; told when there was a short pause.</summary>
    [Parameter]
    public EventCallback<string> Typed { get; set; }

    /// <summary>A text that was typed before, and not used, has been restored.</summary>
    [Parameter]
    public EventCallback<string> Restored { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public Task OnTyped(string text)
    {
        _known = text;
        return Typed.InvokeAsync(text);
    }

    /// <summary>Puts the cursor on a line.</summary>
    /// <param name="line">From 1.</param>
    public async Task GoToAsync(int line)
    {
        if (_view is not null)
        {
            await _view.InvokeVoidAsync("goTo", line);
        }
    }

    /// <summary>Forgets what was typed.</summary>
    public async Task ForgetAsync()
    {
        if (_view is not null)
        {
            await _view.InvokeVoidAsync("forget");
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _known = Text;
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Components/NewExperiment/YamlEditor.razor.js");
            _view = await _module.InvokeAsync<IJSObjectReference>("create", _element, Text, _self, Memory);
            if (await _view.InvokeAsync<string?>("restored") is { } restored)
            {
                _known = restored;
                await Restored.InvokeAsync(restored);
            }
        }

        if (_view is null)
        {
            return;
        }

        if (_known != Text)
        {
            _known = Text;
            await _view.InvokeVoidAsync("set", Text);
        }

        if (!ReferenceEquals(_marked, Faults))
        {
            _marked = Faults;
            await _view.InvokeVoidAsync("mark", Faults.Where(fault => fault.Line is not null).Select(fault => fault.Line).Distinct());
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_view?.InvokeVoidAsync("dispose") ?? ValueTask.CompletedTask);
            await (_view?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The window is gone, and its editor with it.
        }

        _self?.Dispose();
    }
}
