namespace ActorTraining.Experiments.Tests;

/// <summary>Files of the repository that tests are about.</summary>
internal static class Repository
{
    /// <summary>The path of a file, found from the test's own folder upwards.</summary>
    public static string PathOf(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ActorTraining.sln")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."), file);
    }
}
