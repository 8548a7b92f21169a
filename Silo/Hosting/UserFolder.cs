namespace ActorTraining.Silo.Hosting;

/// <summary>The folder for this user's data, by the convention of the platform.</summary>
public static class UserFolder
{
    /// <summary><c>$XDG_DATA_HOME/actortrain</c> or <c>~/.local/share/actortrain</c>; on Windows below the local application data, on macOS below the application support folder.</summary>
    /// <param name="variable">Gives environment variables.</param>
    public static string Of(Func<string, string?> variable)
    {
        var root = variable("XDG_DATA_HOME");

        // The XDG rules have relative paths ignored. On macOS and Windows the variable is usually not set, and the platform's own folder stands.
        if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
        {
            root = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        }

        return Path.Combine(root.Length == 0 ? Path.GetTempPath() : root, "actortrain");
    }
}
