using Spectre.Console;

namespace ActorTraining.Cli.Output;

/// <summary>Makes the console that a terminal's tables and live displays are drawn on.</summary>
/// <remarks>Kept apart, so that commands that draw nothing do not load the drawing library.</remarks>
internal static class SpectreConsole
{
    /// <summary>A console on the context's terminal, with colours unless NO_COLOR is set.</summary>
    public static IAnsiConsole Create(CommandContext context)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Out),
            Ansi = AnsiSupport.Yes,
            // Nothing is asked through it: bars move also where the input comes from a file.
            Interactive = InteractionSupport.Yes,
            ColorSystem = string.IsNullOrEmpty(context.Variable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        TerminalSize size = context.Terminal!();
        (console.Profile.Width, console.Profile.Height) = (size.Width, size.Height);
        return console;
    }
}
