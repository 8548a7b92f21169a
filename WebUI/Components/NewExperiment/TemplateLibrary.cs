using System.Reflection;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;
using Microsoft.Extensions.FileProviders;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>The experiments of the folder <c>examples</c>, which the program carries in itself.</summary>
internal sealed class TemplateLibrary
{
    private const string Prefix = "templates/";
    private const string Pictures = "lib/templates";

    /// <summary>What stands where one begins with nothing.</summary>
    public const string Blank = """
        name: My experiment
        job: classifier
        params:
          dataset: synthetic-digits
          model:
            layers:
              - { kind: linear, units: 64 }
              - relu
              - { kind: linear, units: 10 }
          optimizer: { kind: sgd, lr: { grid: [0.03, 0.1, 0.3] } }
          epochs: 5
        objective: test.accuracy

        """;

    // A template belongs to the first of these that one of its tags names.
    private static readonly (string Tag, string Group)[] Groups =
    [
        ("mnist", "Handwritten digits (MNIST)"),
        ("fashion-mnist", "Clothes (Fashion-MNIST)"),
        ("grocery", "Groceries"),
        ("pictures", "Pictures and filters"),
        ("gradients", "Checking the arithmetic"),
    ];

    /// <summary>Reads them.</summary>
    /// <param name="jobs">The jobs of this build; a template of a job that is not among them is left out.</param>
    /// <param name="files">Knows the pictures.</param>
    public TemplateLibrary(JobCatalog jobs, IFileProvider files)
    {
        var assembly = typeof(TemplateLibrary).Assembly;
        var keys = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..])).Order(StringComparer.Ordinal).ToList();
        var pictures = files.GetDirectoryContents(Pictures).Select(file => file.Name).Where(name => name.EndsWith(".svg", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        All = [.. keys.Select(key => Read(key, assembly, jobs, PictureOf(key, keys, pictures))).OfType<Template>()];
    }

    /// <summary>All of them, by their keys.</summary>
    public IReadOnlyList<Template> All { get; }

    /// <summary>The groups that have templates, in their order, each with its templates.</summary>
    public IEnumerable<IGrouping<string, Template>> ByGroup => All
        .OrderBy(template => Array.FindIndex(Groups, known => known.Group == template.Group) is >= 0 and var index ? index : int.MaxValue)
        .GroupBy(template => template.Group);

    /// <summary>The template of a key; null where there is none.</summary>
    public Template? Find(string key) => All.FirstOrDefault(template => template.Key == key);

    private static Template? Read(string key, Assembly assembly, JobCatalog jobs, string? picture)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream($"{Prefix}{key}.yaml")!);
        try
        {
            var spec = SpecYaml.Read(reader.ReadToEnd().ReplaceLineEndings("\n"), jobs);
            var group = Groups.FirstOrDefault(known => spec.Tags.Contains(known.Tag)).Group ?? "Others";
            return new Template(key, group, spec, picture is null ? null : $"/{Pictures}/{picture}");
        }
        catch (InvalidSpecException)
        {
            return null;
        }
    }

    // A picture begins with its experiment's key; mnist-mlp-data-fraction-x.svg is no picture of mnist-mlp.
    private static string? PictureOf(string key, IReadOnlyList<string> keys, IEnumerable<string> pictures) => pictures.FirstOrDefault(picture =>
        keys.Where(other => picture.StartsWith($"{other}-", StringComparison.Ordinal)).MaxBy(other => other.Length) == key);
}
