using System.Xml.Linq;

namespace ActorTraining.Architecture.Tests;

/// <summary>How the switches between optional packages are kept apart from the rest: by files, and by one list of packages for each.</summary>
public sealed class SwitchTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Code_behind_a_switch_stands_in_files_of_its_own()
    {
        var sources = Sources("*.cs").ToList();
        Assert.NotEmpty(sources);
        Assert.DoesNotContain(sources, file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whoever_asks_for_Orleans_asks_for_every_package_of_it_that_a_project_uses()
    {
        var asked = Packages(Path.Combine(Root, "features", "Orleans.csproj")).Where(OfOrleans).ToHashSet();
        var used = Sources("*.csproj").SelectMany(Packages).Where(OfOrleans).ToHashSet();
        Assert.NotEmpty(used);
        Assert.Equal(used.Order(), asked.Order());
    }

    [Theory]
    [InlineData("cpu", "TorchCpu.csproj", "TorchSharp-cpu")]
    [InlineData("cuda", "TorchCuda.csproj", "TorchSharp-cuda-linux", "TorchSharp-cuda-windows")]
    public void Whoever_asks_for_TorchSharp_asks_for_the_package_that_the_build_takes(string value, string project, params string[] packages)
    {
        var taken = XDocument.Load(Path.Combine(Root, "Directory.Packages.props")).Descendants("TorchPackage")
            .Where(package => package.Attribute("Condition")!.Value.Contains($"'$(Torch)' == '{value}'", StringComparison.Ordinal))
            .Select(package => package.Value);

        Assert.Equal(packages, taken.Order());
        Assert.Equal(packages, Packages(Path.Combine(Root, "features", project)).Order());
    }

    private static IEnumerable<string> Packages(string project) =>
        XDocument.Load(project).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value);

    private static bool OfOrleans(string package) => package.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal);

    private static IEnumerable<string> Sources(string pattern) => Directory
        .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "features" || part.StartsWith('.')));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ActorTraining.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below a folder with ActorTraining.sln");
        }

        return folder.FullName;
    }
}
