using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ActorTraining.Deploy.Tests.Compose;

/// <summary>A Compose file, with variables replaced by their defaults.</summary>
internal sealed partial class ComposeFile
{
    private const string Settings = ".env.example";
    private const string Tokens = "token";

    private ComposeFile(string text)
    {
        Defaults = Reference().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["default"].Value)).Distinct().ToList();
        Content = YamlFile.Parse(Reference().Replace(text, match => match.Groups["default"].Value)).Single();
    }

    /// <summary>All of it.</summary>
    public JsonObject Content { get; }

    /// <summary>The variables that it reads, and what they are when they are not set.</summary>
    public IReadOnlyList<(string Name, string Default)> Defaults { get; }

    /// <summary>The services by name.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Services => Content.Entries("services").Select(entry => KeyValuePair.Create(entry.Key, entry.Value!));

    /// <summary>The services that are silos.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Silos => Services.Where(service => service.Key != Tokens && service.Value.Text("image")!.StartsWith("actortraining:", StringComparison.Ordinal));

    /// <summary>The dashboard.</summary>
    public JsonNode Dashboard => Content.At("services/dashboard")!;

    /// <summary>The command that makes the dashboard's tokens.</summary>
    public JsonNode TokenCommand => Content.At($"services/{Tokens}")!;

    /// <summary>The example of the file with variables: name and value.</summary>
    public static IReadOnlyDictionary<string, string> Example => DeployFolder.Text(Settings).Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Reads one.</summary>
    public static ComposeFile Read(string file) => new(DeployFolder.Text(file));

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+):-(?<default>[^}]*)\}")]
    private static partial Regex Reference();
}
