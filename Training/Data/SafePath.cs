namespace ActorTraining.Training.Data;

/// <summary>Paths from lists that others wrote: none may lead out of its folder.</summary>
internal static class SafePath
{
    /// <summary>The file that a list names.</summary>
    /// <param name="folder">The folder that the list's paths begin in, absolute.</param>
    /// <param name="path">The path as listed, with forward slashes.</param>
    /// <exception cref="InvalidDataException">The path is absolute, empty or leads out of the folder.</exception>
    public static string Resolve(string folder, string path)
    {
        if (path.Length == 0 || path.Contains('\0') || path.Contains('\\') || Path.IsPathRooted(path) || path.Split('/').Contains(".."))
        {
            throw new InvalidDataException($"'{path}' is not a path within the folder of the data set");
        }

        return Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
    }
}
