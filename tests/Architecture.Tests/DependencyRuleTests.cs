using System.Reflection;

namespace ActorTraining.Architecture.Tests;

/// <summary>The one rule of dependency in docs/architecture.md, read from the built assemblies: nothing knows anything above it.</summary>
public sealed class DependencyRuleTests
{
    /// <summary>What each assembly may reference of the product. What is not listed here fails, so a new project has to take its place in the order.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ActorTraining.Training"] = [],
        ["ActorTraining.Training.Torch"] = ["ActorTraining.Training"],
        ["ActorTraining.Experiments"] = ["ActorTraining.Training"],
        ["ActorTraining.Grains.Interfaces"] = ["ActorTraining.Training", "ActorTraining.Experiments", .. RuntimeAssemblies.Names],
        ["ActorTraining.Grains"] = ["ActorTraining.Training", "ActorTraining.Experiments", .. RuntimeAssemblies.Names, "ActorTraining.Grains.Interfaces"],
        ["ActorTraining.Silo"] =
            ["ActorTraining.Training", "ActorTraining.Training.Torch", "ActorTraining.Experiments", .. RuntimeAssemblies.Names, "ActorTraining.Grains.Interfaces", "ActorTraining.Grains"],
        ["ActorTraining.WebUI"] = ["ActorTraining.Training", "ActorTraining.Experiments", "ActorTraining.Silo"],
        ["ActorTraining.Client"] = ["ActorTraining.Training", "ActorTraining.Experiments"],
        ["actortrain"] = ["ActorTraining.Training", "ActorTraining.Experiments", "ActorTraining.Silo", "ActorTraining.Client"],
    };

    public static TheoryData<string> Assemblies => [.. Directory
        .GetFiles(AppContext.BaseDirectory, "*.dll")
        .Select(Path.GetFileNameWithoutExtension)
        .OfType<string>()
        .Where(name => IsProduct(name) && !name.EndsWith(".Tests", StringComparison.Ordinal))];

    [Fact]
    public void Every_assembly_of_the_product_is_looked_at() =>
        Assert.Equal(Allowed.Keys.Concat(RuntimeAssemblies.Names).Order(), Assemblies.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void References_point_downwards_only(string assembly)
    {
        var references = Assembly.Load(assembly).GetReferencedAssemblies().Select(reference => reference.Name!).Where(IsProduct);
        Assert.Empty(references.Except(Allowed.GetValueOrDefault(assembly, [])));
    }

    [Fact]
    public void Numerics_experiments_and_the_client_need_no_database_no_web_server_and_no_host()
    {
        string[] foreign = ["Microsoft.AspNetCore", "Microsoft.Data", "Microsoft.Extensions", "SQLitePCLRaw", "Npgsql", "Spectre", "System.Data"];
        foreach (var name in (string[])["ActorTraining.Training", "ActorTraining.Experiments", "ActorTraining.Client"])
        {
            var references = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);
            Assert.DoesNotContain(references, reference => foreign.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal)));
        }
    }

    private static bool IsProduct(string name) => name.StartsWith("ActorTraining.", StringComparison.Ordinal) || name == "actortrain";
}
