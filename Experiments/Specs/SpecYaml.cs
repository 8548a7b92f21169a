using ActorTraining.Experiments.Specs.Yaml;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Specs as YAML documents.</summary>
public static class SpecYaml
{
    /// <summary>Reads and validates a document.</summary>
    /// <param name="text">The YAML text, at most 1,000,000 characters. The spec keeps it as its <see cref="ExperimentSpec.Source"/>.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    /// <exception cref="InvalidSpecException">
    /// The document has faults; the exception lists all of them with their lines. The path of a fault of syntax is its line and column.
    /// </exception>
    public static ExperimentSpec Read(string text, JobCatalog catalog) => Read(text, catalog, []);

    /// <summary>Reads and validates a document with some of its values replaced.</summary>
    /// <param name="text">The YAML text, at most 1,000,000 characters. The spec keeps it as its <see cref="ExperimentSpec.Source"/> where nothing is replaced.</param>
    /// <param name="catalog">The jobs that it may ask for.</param>
    /// <param name="overrides">The values that take the place of the document's.</param>
    /// <exception cref="InvalidSpecException">As for a document alone; a replaced value has no line.</exception>
    public static ExperimentSpec Read(string text, JobCatalog catalog, IReadOnlyList<SpecOverride> overrides)
    {
        var document = YamlComposer.Read(text, SpecPath.Root).With(overrides);
        IReadOnlyList<ParameterError> errors = [];
        try
        {
            var spec = SpecJson.Read(document.Value, catalog);
            if (document.Errors.Count == 0)
                return overrides.Count == 0 ? spec with { Source = text } : spec;
        }
        catch (InvalidSpecException exception)
        {
            errors = [.. exception.Errors.Where(error => !document.Unread.Contains(error.Path))];
        }
        throw new InvalidSpecException([.. document.Errors.Concat(errors.Select(document.Locate)).OrderBy(error => error.Line)]);
    }

    /// <summary>The YAML of a spec: every key that differs from its default, in a fixed order. It reads back to an equal spec.</summary>
    public static string Write(ExperimentSpec spec) => YamlWriter.Write(SpecJson.Write(spec));
}
