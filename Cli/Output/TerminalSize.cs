namespace ActorTraining.Cli.Output;

/// <summary>The size of a terminal in characters.</summary>
internal readonly record struct TerminalSize(int Width, int Height)
{
    /// <summary>The size of this process's terminal; 80 by 24 where it does not tell.</summary>
    public static TerminalSize OfThisProcess() =>
        Console.WindowWidth > 0 && Console.WindowHeight > 0 ? new TerminalSize(Console.WindowWidth, Console.WindowHeight) : new TerminalSize(80, 24);
}
