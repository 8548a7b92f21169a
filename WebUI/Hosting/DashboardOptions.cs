using System.CommandLine;
using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Silo.Hosting;

namespace ActorTraining.WebUI.Hosting;

/// <summary>The options of the dashboard on the command line; each may also stand in an environment variable, <c>--listen</c> in <c>ACTORTRAINING_LISTEN</c>.</summary>
public sealed class DashboardOptions
{
    private readonly Option<string?> _store = Text("--store", "store", "File that the experiments are stored in, or a PostgreSQL database (postgres://user:password@host/database) [default: experiments.db in the user's data folder]");
    private readonly Option<string?> _files = Text("--files", "place", "Where large files of trials go: a folder, or s3://bucket/prefix?endpoint=https://host");
    private readonly Option<string?> _slots = Text("--slots", "number", "How many trials run at once in this process; 0 runs none [default: one per core]");
    private readonly Option<string?> _cluster = Text("--cluster", "id", "The name of the cluster that runs the experiments of the store, where one does [default: actortraining]");
    private readonly Option<string?> _listen = Text("--listen", "url", "Where browsers and scripts find it [default: http://localhost:5080]");
    private readonly Option<string?> _tokens = Text("--tokens", "file", "The tokens that it admits, made with 'actortrain token create' [default: tokens.json beside the store]; without any, whoever works on this machine may do everything");
    private readonly Option<string?> _home = Text("--home", "folder", "Where it keeps the keys of its cookies and the audit log [default: the folder of the store]");
    private readonly Option<string?> _log = Text("--log", "text|json", "How log messages look [default: text]");

    /// <summary>Every option, to be added to a command.</summary>
    public IReadOnlyList<Option> All => [_store, _files, _slots, _cluster, _listen, _tokens, _home, _log];

    /// <summary>Reads the settings.</summary>
    /// <param name="parsed">What stands on the command line.</param>
    /// <param name="variable">Gives environment variables.</param>
    /// <exception cref="StoreException">Something is wrong; the message names every fault, one per line.</exception>
    public DashboardSettings Read(ParseResult parsed, Func<string, string?> variable)
    {
        var given = new GivenOptions(parsed, variable);
        var settings = new DashboardSettings
        {
            Store = given.Text(_store) ?? Path.Combine(UserFolder.Of(variable), "experiments.db"),
            Files = given.Text(_files),
            Slots = given.Value(_slots, Environment.ProcessorCount, Count),
            Cluster = given.Text(_cluster) ?? "actortraining",
            Listen = given.Value(_listen, new Uri("http://localhost:5080"), Url),
            Tokens = given.Text(_tokens),
            Data = given.Text(_home),
            JsonLog = given.Value(_log, false, IsJson),
        };
        return given.Errors.Count == 0 ? settings : throw new StoreException(string.Join('\n', given.Errors));
    }

    private static int Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1024 ? count : throw new FormatException($"'{text}' is no number from 0 to 1024");

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/"
            ? url
            : throw new FormatException($"'{text}' is no address such as http://localhost:5080");

    private static bool IsJson(string text) => text switch
    {
        "json" => true,
        "text" => false,
        _ => throw new FormatException($"'{text}' is neither 'text' nor 'json'"),
    };

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
