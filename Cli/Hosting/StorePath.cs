namespace ActorTraining.Cli.Hosting;

/// <summary>Where the store of this user's experiments is.</summary>
internal static class StorePath
{
    /// <summary>The environment variable that names the store.</summary>
    public const string Variable = "ACTORTRAINING_STORE";

    /// <summary>The full path: the option, otherwise the environment variable, otherwise a file in the data folder.</summary>
    /// <param name="context">Gives variables and the current folder.</param>
    /// <param name="option">What the user gave with <c>--store</c>; null for nothing.</param>
    public static string Resolve(CommandContext context, string? option)
    {
        string? path = option ?? context.Variable(Variable);
        return context.FullPath(string.IsNullOrWhiteSpace(path) ? Path.Combine(DataFolder.Of(context), "experiments.db") : path);
    }
}
