using System.Reflection;

namespace ActorTraining.Cli.Hosting;

/// <summary>How this program was started, and its version.</summary>
internal static class ThisProgram
{
    /// <summary>The name that the program goes by.</summary>
    public const string Name = "actortrain";

    /// <summary>The version, without the commit behind its plus sign.</summary>
    public static string Version =>
        typeof(ThisProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>The words that start this very program again from the current folder: its name where the shell finds it by that, otherwise a path.</summary>
    public static string Invocation()
    {
        string process = Environment.ProcessPath ?? Name;
        if (Path.GetFileNameWithoutExtension(process) != Name)
            return $"{ShellText.Quote(Shorter(process, onPath: true))} {ShellText.Quote(Shorter(typeof(ThisProgram).Assembly.Location, onPath: false))}";
        return ShellText.Quote(Shorter(process, onPath: true));
    }

    private static string Shorter(string file, bool onPath)
    {
        string name = Path.GetFileName(file);
        if (onPath && IsOnPath(name, file))
            return name;
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        if (relative.Length >= file.Length)
            return file;
        return relative.Contains(Path.DirectorySeparatorChar) ? relative : Path.Combine(".", relative);
    }

    private static bool IsOnPath(string name, string file)
    {
        string? first = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
        return first is not null && Resolved(first) == Resolved(file);
    }

    private static string Resolved(string file) =>
        File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(file);
}
