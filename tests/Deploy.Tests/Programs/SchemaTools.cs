using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Deploy.Tests.Programs;

[assembly: AssemblyFixture(typeof(SchemaTools))]

namespace ActorTraining.Deploy.Tests.Programs;

/// <summary>Schemas and linters from npm, installed when the first test asks for them.</summary>
public sealed class SchemaTools
{
    private readonly Lazy<Task<string?>> _obstacle = new(InstallAsync);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Schemas");

    /// <summary>The faults of a Compose file.</summary>
    public Task<IReadOnlyList<string>> ComposeAsync(JsonNode file) => CheckAsync("compose.js", file.ToJsonString());

    /// <summary>The faults of Kubernetes objects.</summary>
    public Task<IReadOnlyList<string>> KubernetesAsync(IEnumerable<JsonNode> objects) => CheckAsync("kubernetes.js", JsonSerializer.Serialize(objects));

    /// <summary>The faults of a Dockerfile.</summary>
    public Task<IReadOnlyList<string>> DockerfileAsync(string text) => CheckAsync("dockerfile.js", text);

    private async Task<IReadOnlyList<string>> CheckAsync(string script, string input)
    {
        if (await _obstacle.Value is { } obstacle)
        {
            Assert.Skip(obstacle);
        }

        var run = await ProgramRun.OrSkipAsync("node", [script], input, Folder);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonSerializer.Deserialize<string[]>(run.Out)!;
    }

    private static async Task<string?> InstallAsync()
    {
        const string hint = "the schemas of these tests come from npm";

        // npm writes this file when it has installed everything.
        if (File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            return null;
        }

        try
        {
            var npm = await ProgramRun.RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"], folder: Folder);
            return npm.ExitCode == 0 ? null : $"{hint}, which failed: {npm.Error}";
        }
        catch (Exception e) when (e is Win32Exception or TimeoutException)
        {
            return $"{hint}: {e.Message}";
        }
    }
}
