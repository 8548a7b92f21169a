using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorTraining.Silo.Runtime;
using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Hosting;

/// <summary>The options of a silo on the command line; each may also stand in an environment variable, <c>--drain-timeout</c> in <c>ACTORTRAINING_DRAIN_TIMEOUT</c>.</summary>
public sealed class SiloOptions
{
    private const int ShortestToken = 16;

    private readonly Option<string?> _name = Text("--name", "name", "Its name, unique in the cluster [default: the machine's name]");
    private readonly Option<string?> _store = Text("--store", "store", "File that the experiments are stored in, or a PostgreSQL database (postgres://user:password@host/database)");
    private readonly Option<string?> _files = Text("--files", "place", "Where large files of trials go: a folder, or s3://bucket/prefix?endpoint=https://host");
    private readonly Option<string[]> _devices = List("--device", "device", "cpu:4 for four trials on the processor, cuda:0 for one on the first GPU, cuda:0*2 for two that share it; repeatable [default: what is found]");
    private readonly Option<string[]> _labels = List("--label", "key=value", "What experiments may ask for in resources.labels; repeatable");
    private readonly Option<string?> _listen = Text("--listen", "url", "Where health checks and joining silos find it; an address other than loopback demands a token [default: http://127.0.0.1:5081]");
    private readonly Option<string?> _token = Text("--token", "token", "The secret of the cluster; it is seen by everyone who can list processes, so better use --token-file");
    private readonly Option<string?> _tokenFile = Text("--token-file", "file", "File that holds the secret of the cluster");
    private readonly Option<string?> _cluster = Text("--cluster", "id", "The cluster's name; silos of different clusters do not mix [default: actortraining]");
    private readonly Option<string?> _drain = Text("--drain-timeout", "time", "How long running trials have to save a checkpoint and leave when it stops [default: 00:01:00]");
    private readonly Option<string?> _log = Text("--log", "text|json", "How log messages look [default: text]");
    private readonly Option<string?> _otlp = Text("--otlp", "url", "Where metrics and traces go over OTLP, for example http://collector:4318; otherwise $OTEL_EXPORTER_OTLP_ENDPOINT");
    private readonly Option<string?> _join = Text("--join", "url", "Works for the head silo that listens there, instead of being one");
    private readonly Option<string?> _siloPort = Text("--silo-port", "port", "Where other silos reach it, in a cluster of Microsoft Orleans [default: 11111]");
    private readonly Option<string?> _gatewayPort = Text("--gateway-port", "port", "Where clients reach it, in a cluster of Microsoft Orleans [default: 30000]");
    private readonly Option<string?> _advertise = Text("--advertise", "ip", "The address under which the others reach it, in a cluster of Microsoft Orleans [default: 127.0.0.1, and this machine's first address where --listen is open to others]");

    /// <summary>Every option, to be added to a command.</summary>
    public IReadOnlyList<Option> All =>
    [
        _name, _store, _files, _devices, _labels, _listen, _token, _tokenFile, _cluster, _drain, _log, _otlp, .. SiloRuntime.IsOrleans ? (Option[])[_siloPort, _gatewayPort, _advertise] : [_join],
    ];

    /// <summary>Reads the settings.</summary>
    /// <param name="parsed">What stands on the command line.</param>
    /// <param name="variable">Gives environment variables.</param>
    /// <param name="defaultStore">The store where none is named.</param>
    /// <exception cref="SiloSettingsException">Something is wrong; the message names every fault, one per line.</exception>
    public SiloSettings Read(ParseResult parsed, Func<string, string?> variable, string defaultStore)
    {
        var given = new GivenOptions(parsed, variable);
        var listen = given.Value(_listen, new Uri("http://127.0.0.1:5081"), Url);
        var settings = new SiloSettings
        {
            Name = given.Value(_name, Shortened(Environment.MachineName), Name),
            Store = given.Text(_store) ?? defaultStore,
            Files = given.Text(_files),
            Devices = given.All(_devices, DeviceSpec.Parse),
            Labels = given.All(_labels, texts => texts.Select(Label).DistinctBy(label => label.Key).ToList()).ToDictionary(),
            Listen = listen,
            Token = Token(given),
            Cluster = given.Value(_cluster, "actortraining", Name),
            Join = given.Value(_join, null, text => (Uri?)Remote(text)),
            SiloPort = given.Value(_siloPort, 11111, Port),
            GatewayPort = given.Value(_gatewayPort, 30000, Port),
            Advertise = given.Value(_advertise, listen.IsLoopback ? IPAddress.Loopback : OwnAddress(), IPAddress.Parse),
            DrainTimeout = given.Value(_drain, TimeSpan.FromMinutes(1), Time),
            Otlp = given.Value(_otlp, null, text => (Uri?)Remote(text)),
            JsonLog = given.Value(_log, false, IsJson),
        };
        if (settings.Token is null && !listen.IsLoopback)
        {
            given.Refuse(_listen, $"{listen.Host} can be reached from other machines, so the cluster needs a secret: --token-file");
        }

        return given.Errors.Count == 0 ? settings : throw new SiloSettingsException(string.Join('\n', given.Errors));
    }

    private string? Token(GivenOptions given) =>
        given.Value(_tokenFile, null, text => (string?)Secret(File.ReadAllText(text).Trim())) ?? given.Value(_token, null, text => (string?)Secret(text));

    private static string Secret(string text) =>
        !text.All(c => c is > ' ' and <= '~') ? throw new FormatException("a token has printable ASCII characters only, without spaces")
        : text.Length >= ShortestToken ? text : throw new FormatException($"a token has at least {ShortestToken} characters, this one has {text.Length}");

    // It becomes a part of file names, of resource attributes, and of what people read in tables.
    private static string Name(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text.Length is > 0 and <= 30
            ? text
            : throw new FormatException($"'{text}' may have letters, digits, dashes, underscores and dots, from 1 to 30");

    private static string Shortened(string name) => name.Length <= 30 ? name : name[..30];

    private static KeyValuePair<string, string> Label(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } key, { Length: > 0 } value] ? new(key.Trim(), value.Trim()) : throw new FormatException($"'{text}' is no label such as zone=lab");

    private static Uri Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.AbsolutePath == "/"
            ? url
            : throw new FormatException($"'{text}' is no address such as http://host:5081");

    private static Uri Remote(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : throw new FormatException($"'{text}' is no address such as http://host:5081 or https://host");

    private static int Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort ? port : throw new FormatException($"'{text}' is no port from 1 to {IPEndPoint.MaxPort}");

    private static TimeSpan Time(string text) =>
        TimeSpan.TryParseExact(text, ["c", @"h\:mm\:ss"], CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero ? time : throw new FormatException($"'{text}' is no time such as 00:01:00");

    private static IPAddress OwnAddress() =>
        Array.Find(Dns.GetHostAddresses(Dns.GetHostName()), address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address)) ?? IPAddress.Loopback;

    private static bool IsJson(string text) => text switch
    {
        "json" => true,
        "text" => false,
        _ => throw new FormatException($"'{text}' is neither 'text' nor 'json'"),
    };

    private static Option<string?> Text(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<string[]> List(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
