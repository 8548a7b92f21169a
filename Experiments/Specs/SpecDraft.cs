using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorTraining.Experiments.Specs.Yaml;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>A spec that somebody is writing: its text, what that says so far, and everything that is wrong with it. Immutable.</summary>
public sealed partial class SpecDraft
{
    private readonly JobCatalog _catalog;

    private SpecDraft(string text, JobCatalog catalog) => (Text, _catalog) = (text, catalog);

    /// <summary>The YAML text.</summary>
    public string Text { get; }

    /// <summary>What the text says, faults of the spec and all; null where it is no YAML.</summary>
    public JsonElement? Document { get; private init; }

    /// <summary>The spec; null while there are faults.</summary>
    public ExperimentSpec? Spec { get; private init; }

    /// <summary>Every fault with its line, in the order of the lines.</summary>
    public IReadOnlyList<ParameterError> Errors { get; private init; } = [];

    /// <summary>The job that it asks for; null while it names none that there is.</summary>
    public JobDescription? Job => Document is { ValueKind: JsonValueKind.Object } document
        && document.TryGetProperty("job", out var name) && name.ValueKind == JsonValueKind.String ? _catalog.Find(name.GetString()!) : null;

    /// <summary>What a spec of its job may say: the keys of the document and, under <c>params</c>, the job's parameters.</summary>
    public ObjectSchema Schema => SpecSchema.For(_catalog, Job);

    /// <summary>Reads a text. Never throws: what is wrong is in <see cref="Errors"/>.</summary>
    /// <param name="text">The YAML text, at most 1,000,000 characters.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    public static SpecDraft Read(string text, JobCatalog catalog)
    {
        var document = DocumentOf(text);
        try
        {
            return new SpecDraft(text, catalog) { Document = document, Spec = SpecYaml.Read(text, catalog) };
        }
        catch (InvalidSpecException exception)
        {
            return new SpecDraft(text, catalog) { Document = document, Errors = [.. exception.Errors.Select(WithLine).OrderBy(error => error.Line)] };
        }
    }

    /// <summary>The draft that says something else; the text stays as it is, comments included, wherever nothing changed.</summary>
    /// <param name="document">What it shall say; it may have faults.</param>
    public SpecDraft With(JsonElement document) => Read(YamlRevision.Apply(Text, document), _catalog);

    private static JsonElement? DocumentOf(string text)
    {
        try
        {
            return YamlComposer.Read(text, SpecPath.Root).Value;
        }
        catch (InvalidSpecException)
        {
            return null;
        }
    }

    // A fault of syntax has its line in the place of a path.
    private static ParameterError WithLine(ParameterError error) =>
        error.Line is null && Position.Match(error.Path) is { Success: true } position
            ? error with { Line = int.Parse(position.Groups[1].Value, CultureInfo.InvariantCulture) }
            : error;

    [GeneratedRegex(@"\Aline ([0-9]{1,9}), column [0-9]+\z")]
    private static partial Regex Position { get; }
}
