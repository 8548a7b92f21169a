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
    public static ExperimentSpec Read(string text, JobCatalog catalog)
    {
        var document = YamlComposer.Read(text, SpecPath.Root);
        IReadOnlyList<ParameterError> errors = [];
        try
        {
            var spec = SpecJson.Read(document.Value, catalog);
            if (document.Errors.Count == 0)
                return spec with { Source = text };
        }
        catch (InvalidSpecException exception)
        {
            errors = exception.Errors;
        }
        throw new InvalidSpecException([.. document.Errors.Concat(errors.Select(document.Locate)).OrderBy(error => error.Line)]);
    }

    /// <summary>The YAML of a spec: every key that differs from its default, in a fixed order. It reads back to an equal spec.</summary>
    public static string Write(ExperimentSpec spec) => YamlWriter.Write(SpecJson.Write(spec));
}
