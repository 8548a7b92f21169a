using ActorTraining.Silo.Hosting;
using ActorTraining.Silo.Stores;

namespace ActorTraining.Cli.Hosting;

/// <summary>Where the store of this user's experiments is.</summary>
internal static class StorePath
{
    /// <summary>The environment variable that names the store.</summary>
    public const string Variable = "ACTORTRAINING_STORE";

    /// <summary>A database as it was given, or the full path of a file: the option, otherwise the environment variable, otherwise a file in the data folder.</summary>
    /// <param name="context">Gives variables and the current folder.</param>
    /// <param name="option">What the user gave with <c>--store</c>; null for nothing.</param>
    public static string Resolve(CommandContext context, string? option)
    {
        string? path = option ?? context.Variable(Variable);
        if (path is not null && StoreLocation.IsDatabase(path))
            return path;
        return context.FullPath(string.IsNullOrWhiteSpace(path) ? Path.Combine(UserFolder.Of(context.Variable), "experiments.db") : path);
    }

    /// <summary>Whether there can be experiments in it; a database tells when it is opened.</summary>
    public static bool IsThere(string store) => StoreLocation.IsDatabase(store) || File.Exists(store);

    /// <summary>How a store is shown: a file relative where that is shorter, a database without its password.</summary>
    public static string Shown(CommandContext context, string store) => StoreLocation.IsDatabase(store) ? StoreLocation.Parse(store).Identity : context.ShownPath(store);
}
