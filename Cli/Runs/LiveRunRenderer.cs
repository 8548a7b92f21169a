using ActorTraining.Cli.Output;
using ActorTraining.Experiments;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorTraining.Cli.Runs;

/// <summary>Shows a run as a picture on a terminal that moves: <see cref="RunScreen"/>, drawn over itself.</summary>
internal sealed class LiveRunRenderer : IRunRenderer
{
    private readonly CommandContext _context;
    private readonly IAnsiConsole _console;
    private readonly TaskCompletionSource _ended = new();
    private LiveDisplayContext? _display;
    private Task _displaying = Task.CompletedTask;

    /// <summary>Creates a renderer for the context's terminal.</summary>
    public LiveRunRenderer(CommandContext context)
    {
        _context = context;
        _console = SpectreConsole.Create(context);
    }

    /// <inheritdoc/>
    public void Begin(RunView view, bool resumed) =>
        _displaying = _console.Live(Picture(view)).Overflow(VerticalOverflow.Crop).StartAsync(display =>
        {
            _display = display;
            display.Refresh();
            return _ended.Task;
        });

    /// <inheritdoc/>
    public void Show(ExperimentEvent happened, RunView view)
    {
    }

    /// <inheritdoc/>
    public void Refresh(RunView view) => _display?.UpdateTarget(Picture(view));

    /// <inheritdoc/>
    public async Task EndAsync(RunView view)
    {
        Refresh(view);
        _ended.TrySetResult();
        await _displaying;
    }

    /// <inheritdoc/>
    public void Result(RunResult result) => new ResultText(_context).Write(result);

    /// <inheritdoc/>
    public void Interrupted(InterruptedRun run) => ResultText.WriteInterrupted(_context, run);

    private IRenderable Picture(RunView view)
    {
        TerminalSize size = _context.Terminal!();
        (_console.Profile.Width, _console.Profile.Height) = (size.Width, size.Height);
        return RunScreen.Of(view, size);
    }
}
