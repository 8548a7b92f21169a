using ActorTraining.Cli.Hosting;
using ActorTraining.Cli.Output;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cli;

/// <summary>What a command needs of the world around it, in one place, so that a test can give it another one.</summary>
internal sealed class CommandContext
{
    /// <summary>Receives results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Receives diagnostics: errors, warnings, how to go on.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The size of the terminal that shows <see cref="Out"/>; null when it goes to a file or a pipe, or to a terminal that cannot move its cursor.</summary>
    public Func<TerminalSize>? Terminal { get; init; }

    /// <summary>Asks whoever sits at the terminal and gives the answer; null where nobody does.</summary>
    public Func<string, CancellationToken, Task<string>>? Ask { get; init; }

    /// <summary>The environment variables.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where experiments run and are stored.</summary>
    public required IExperimentsProvider Experiments { get; init; }

    /// <summary>The jobs that specs may ask for.</summary>
    public required JobCatalog Jobs { get; init; }

    /// <summary>The data sets of this machine.</summary>
    public required DatasetLibrary Datasets { get; init; }

    /// <summary>The user's wish to stop.</summary>
    public required Interruption Interruption { get; init; }

    /// <summary>The words with which this program was started, up to its first argument: <c>actortrain</c>, or a path to it.</summary>
    public required string Invocation { get; init; }

    /// <summary>The context of this process.</summary>
    public static CommandContext OfThisProcess(Interruption interruption)
    {
        JobCatalog jobs = JobCatalog.Default;
        bool terminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new CommandContext
        {
            Out = Console.Out,
            Error = Console.Error,
            Terminal = terminal ? TerminalSize.OfThisProcess : null,
            Ask = terminal && !Console.IsInputRedirected ? AskHere : null,
            Variable = Environment.GetEnvironmentVariable,
            Folder = Environment.CurrentDirectory,
            Clock = TimeProvider.System,
            Experiments = new LocalExperimentsProvider(jobs),
            Jobs = jobs,
            Datasets = DatasetLibrary.Default,
            Interruption = interruption,
            Invocation = ThisProgram.Invocation(),
        };
    }

    /// <summary>The full path of one that may be relative to <see cref="Folder"/>.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, Folder);

    /// <summary>How a path is shown: relative where that is shorter.</summary>
    public string ShownPath(string path)
    {
        string relative = Path.GetRelativePath(Folder, path);
        return relative.Length < path.Length ? relative : path;
    }

    // The console's reader cannot be cancelled, so that an interrupted question is left behind.
    private static async Task<string> AskHere(string question, CancellationToken cancel)
    {
        Console.Out.Write(question);
        return await Task.Run(Console.ReadLine, cancel).WaitAsync(cancel) ?? "";
    }
}
