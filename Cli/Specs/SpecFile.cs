using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Specs;

/// <summary>Reads spec files.</summary>
internal static class SpecFile
{
    // A character has four bytes at most, and the text's own limit is in characters.
    private const long MostBytes = 4_000_000;

    /// <summary>Reads and validates a file.</summary>
    /// <param name="context">Gives the jobs and the current folder.</param>
    /// <param name="path">The file.</param>
    /// <param name="overrides">Values that take the place of the file's, each as <c>path=value</c>.</param>
    /// <exception cref="CommandException">The file cannot be read, or has faults; the message lists all of them.</exception>
    public static ExperimentSpec Read(CommandContext context, string path, IReadOnlyList<string> overrides)
    {
        string text = Text(context, path);
        try
        {
            return SpecYaml.Read(text, context.Jobs, SpecOverrides.OfOption(overrides));
        }
        catch (InvalidSpecException invalid)
        {
            string count = invalid.Errors.Count == 1 ? "an error" : $"{invalid.Errors.Count} errors";
            throw new CommandException(ExitCode.Usage, $"{path} has {count}:\n  {string.Join("\n  ", invalid.Errors)}");
        }
    }

    private static string Text(CommandContext context, string path)
    {
        string file = context.FullPath(path);
        if (Directory.Exists(file))
            throw new CommandException(ExitCode.Usage, $"{path} is a folder; a spec is a YAML file");
        if (!File.Exists(file))
            throw new CommandException(ExitCode.Usage, $"there is no file {path}{Neighbours(file)}");
        try
        {
            long length = new FileInfo(file).Length;
            return length <= MostBytes
                ? File.ReadAllText(file)
                : throw new CommandException(ExitCode.Usage, $"{path} is no spec: it has {length:N0} bytes");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Usage, $"{path} cannot be read: {error.Message}");
        }
    }

    private static string Neighbours(string file)
    {
        string? folder = Path.GetDirectoryName(file);
        return Directory.Exists(folder)
            ? DidYouMean.Hint(Path.GetFileName(file), Directory.EnumerateFiles(folder, "*.y*ml").Select(other => Path.GetFileName(other)).Order())
            : "";
    }
}
