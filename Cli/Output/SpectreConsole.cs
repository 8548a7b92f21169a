using Spectre.Console;

namespace ActorTraining.Cli.Output;

/// <summary>Makes the console that tables and live displays are drawn on.</summary>
/// <remarks>Kept apart, so that commands that draw nothing do not load the drawing library.</remarks>
internal static class SpectreConsole
{
    // Lines of a pipe have no end; a table must not be wrapped there, or grep would find halves of its rows.
    private const int PipeWidth = 10_000;

    /// <summary>A console on the context's output: with colours on a terminal (unless NO_COLOR is set), plain and unwrapped otherwise.</summary>
    public static IAnsiConsole Create(CommandContext context)
    {
        bool terminal = context.Terminal is not null;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(context.Out),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal && string.IsNullOrEmpty(context.Variable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (context.Terminal?.Invoke() is { } size)
            (console.Profile.Width, console.Profile.Height) = (size.Width, size.Height);
        else
            console.Profile.Width = PipeWidth;
        return console;
    }

    /// <summary>An empty table in the program's manner.</summary>
    /// <param name="console">What it is drawn on.</param>
    /// <param name="headings">The columns; more may be added.</param>
    public static Table Table(IAnsiConsole console, params ReadOnlySpan<string> headings)
    {
        var table = new Table { Border = console.Profile.Capabilities.Ansi ? TableBorder.Simple : TableBorder.None };
        foreach (string heading in headings)
            table.AddColumn(Column(heading));
        return table;
    }

    /// <summary>A column that is never wrapped.</summary>
    public static TableColumn Column(string heading, bool right = false) => new(new Text(heading, new Style(decoration: Decoration.Bold)))
    {
        NoWrap = true,
        Padding = new Padding(0, 0, 2, 0),
        Alignment = right ? Justify.Right : Justify.Left,
    };
}
