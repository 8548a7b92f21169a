using System.Runtime.InteropServices;

namespace ActorTraining.Training.Data;

/// <summary>Where data sets are kept on this machine.</summary>
public static class DataFolder
{
    /// <summary>The environment variable that overrides the platform's convention.</summary>
    public const string Variable = "ACTORTRAINING_DATA";

    /// <summary>
    /// The folder that <see cref="Variable"/> names; without it the platform's cache: <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c> on Linux,
    /// <c>~/Library/Caches</c> on macOS, <c>%LOCALAPPDATA%</c> on Windows, and in it <c>actortrain/data</c>.
    /// </summary>
    public static string Default => Resolve(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux);

    /// <summary>The folder for a given environment.</summary>
    internal static string Resolve(Func<string, string?> variable, string home, OSPlatform platform)
    {
        if (variable(Variable) is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        return Path.Combine(Cache(variable, home, platform), "actortrain", "data");
    }

    private static string Cache(Func<string, string?> variable, string home, OSPlatform platform)
    {
        if (platform == OSPlatform.Windows)
        {
            return variable("LOCALAPPDATA") is { Length: > 0 } local ? local : Path.Combine(home, "AppData", "Local");
        }

        if (platform == OSPlatform.OSX)
        {
            return Path.Combine(home, "Library", "Caches");
        }

        // The XDG base directory specification: a relative path is invalid and to be ignored.
        return variable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache) ? cache : Path.Combine(home, ".cache");
    }
}
