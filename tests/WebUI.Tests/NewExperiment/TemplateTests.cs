using ActorTraining.Experiments.Search;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.WebUI.Components.NewExperiment;
using Microsoft.Extensions.FileProviders;

namespace ActorTraining.WebUI.Tests.NewExperiment;

/// <summary>What the program carries in itself to start from, and what that needs.</summary>
public sealed class TemplateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates-");

    [Fact]
    public void Every_example_is_a_template_and_has_a_group_of_its_own_kind()
    {
        var library = new TemplateLibrary(JobCatalog.Default, new NullFileProvider());

        Assert.Contains(library.All, template => template.Key == "mnist-learning-rates" && template.Yaml.StartsWith('#'));
        Assert.Equal("Groceries", library.Find("grocery-cnn")!.Group);
        Assert.Equal("Checking the arithmetic", library.Find("gradient-check")!.Group);
        Assert.DoesNotContain(library.All, template => template.Group == "Others");
        Assert.Equal(library.All.Count, library.ByGroup.Sum(group => group.Count()));
    }

    [Fact]
    public void A_picture_belongs_to_the_template_with_the_longest_name_that_it_begins_with()
    {
        var pictures = _folder.CreateSubdirectory("lib/templates").FullName;
        File.WriteAllText(Path.Combine(pictures, "mnist-mlp-data-fraction-a.svg"), "");
        File.WriteAllText(Path.Combine(pictures, "mnist-mlp-b.svg"), "");
        using var files = new PhysicalFileProvider(_folder.FullName);

        var library = new TemplateLibrary(JobCatalog.Default, files);

        Assert.Equal("/lib/templates/mnist-mlp-b.svg", library.Find("mnist-mlp")!.Picture);
        Assert.Equal("/lib/templates/mnist-mlp-data-fraction-a.svg", library.Find("mnist-mlp-data-fraction")!.Picture);
        Assert.Null(library.Find("blur")!.Picture);
    }

    [Fact]
    public void Data_sets_and_files_that_are_not_here_are_named_each_once()
    {
        var needs = new DataNeeds(new DatasetLibrary(DatasetCatalog.Default, _folder.FullName));
        var here = Path.Combine(_folder.FullName, "here.npz");
        File.WriteAllText(here, "");

        Assert.Equal(["mnist"], Names(new { dataset = Vary.Grid("mnist", "synthetic-digits", "mnist") }));
        Assert.Equal(["/no/such"], Names(new { dataset = new { kind = "grocery", path = "/no/such" } }));
        Assert.Empty(Names(new { dataset = new { kind = "arrays", path = here } }));
        Assert.Empty(Names(new { weights = "random", names = new[] { here } }));
        Assert.True(needs.Of(ParameterValue.Of(new { dataset = "mnist" }))[0].Bytes > 10_000_000);

        IEnumerable<string> Names(object parameters) => needs.Of(ParameterValue.Of(parameters)).Select(need => need.Name);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
