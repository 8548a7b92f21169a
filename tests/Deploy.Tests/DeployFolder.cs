namespace ActorTraining.Deploy.Tests;

/// <summary>The files of the folder <c>deploy</c>, and others of the repository.</summary>
internal static class DeployFolder
{
    private static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>The path of a file of <c>deploy</c>.</summary>
    public static string PathOf(string file) => InRepository(Path.Combine("deploy", file));

    /// <summary>The path of a file of the repository.</summary>
    public static string InRepository(string file) => Path.Combine(Root.Value, file);

    /// <summary>The text of a file of <c>deploy</c>.</summary>
    public static string Text(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Every file of <c>deploy</c>, relative to it; what a user has put there (settings, secrets) is left out.</summary>
    public static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(PathOf(""), "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(PathOf(""), file))
            .Where(file => file != ".env" && !file.StartsWith("secrets" + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorTraining.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
