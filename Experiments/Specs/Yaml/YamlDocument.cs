using System.Text.Json;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs.Yaml;

/// <summary>A YAML document as JSON, with what is left of its text: where each value begins.</summary>
/// <param name="Value">The document.</param>
/// <param name="Lines">The line, from 1, on which the value at a path begins.</param>
/// <param name="Errors">Faults that did not keep the rest from being read.</param>
internal sealed record YamlDocument(JsonElement Value, IReadOnlyDictionary<string, int> Lines, IReadOnlyList<ParameterError> Errors)
{
    private IReadOnlyList<string> _replaced = [];

    /// <summary>The places of values that are told among <see cref="Errors"/> and could not be read: what else is wrong with them is not known.</summary>
    public IReadOnlySet<string> Unread { get; init; } = new HashSet<string>();

    /// <summary>The document with other values in some places. An error in one of these has no line: it stands in no file.</summary>
    public YamlDocument With(IReadOnlyList<SpecOverride> overrides) => overrides.Count == 0 ? this : this with
    {
        Value = SpecOverride.Apply(Value, overrides),
        Errors = [.. Errors.Where(error => !overrides.Any(change => SpecPath.IsWithin(error.Path, change.Path)))],
        Unread = Unread.Where(place => !overrides.Any(change => SpecPath.IsWithin(place, change.Path))).ToHashSet(),
        _replaced = [.. overrides.Select(change => change.Path)],
    };

    /// <summary>Adds its line to an error: that of its place, or of what encloses the place.</summary>
    public ParameterError Locate(ParameterError error)
    {
        if (_replaced.Any(replaced => SpecPath.IsWithin(error.Path, replaced)))
            return error;
        for (var path = error.Path; path.Length > 0; path = Enclosing(path))
        {
            if (Lines.TryGetValue(path, out var line))
                return error with { Line = line };
        }
        return error;
    }

    private static string Enclosing(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];
}
