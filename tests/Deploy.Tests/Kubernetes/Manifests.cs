using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Kubernetes;

/// <summary>Kubernetes objects, as they stand in the files or as kustomize puts them together.</summary>
internal static class Manifests
{
    private static readonly string[] KindsWithPods = ["Deployment", "StatefulSet"];
    private static readonly ConcurrentDictionary<string, Lazy<Task<ProgramRun>>> Rendered = new();

    /// <summary>The shapes that are offered.</summary>
    public static TheoryData<string> Overlays => [.. Directory.GetDirectories(DeployFolder.PathOf("kubernetes/overlays")).Select(folder => Path.GetFileName(folder)!).Order()];

    /// <summary>The objects of a shape; skips the test where kubectl is not installed.</summary>
    public static async Task<IReadOnlyList<JsonObject>> RenderAsync(string overlay)
    {
        var run = await Rendered.GetOrAdd(overlay, _ => new(() => ProgramRun.OrSkipAsync("kubectl", ["kustomize", DeployFolder.PathOf($"kubernetes/overlays/{overlay}")]))).Value;
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Error);
        return YamlFile.Parse(run.Out);
    }

    /// <summary>The files that hold whole objects, relative to <c>deploy</c>.</summary>
    public static IEnumerable<string> Files => DeployFolder.Files().Where(file =>
        file.StartsWith("kubernetes", StringComparison.Ordinal) && Path.GetFileName(file) is not ("kustomization.yaml" or "gpu.yaml"));

    /// <summary>The objects that stand in the files.</summary>
    public static IEnumerable<JsonObject> Written => Files.SelectMany(YamlFile.Read);

    /// <summary>The objects of a kind.</summary>
    public static IEnumerable<JsonObject> Of(this IEnumerable<JsonObject> objects, string kind) => objects.Where(one => one.Text("kind") == kind);

    /// <summary>The objects that run pods.</summary>
    public static IEnumerable<JsonObject> Workloads(this IEnumerable<JsonObject> objects) => objects.Where(one => KindsWithPods.Contains(one.Text("kind")));

    /// <summary>The objects that run silos.</summary>
    public static IEnumerable<JsonObject> Silos(this IEnumerable<JsonObject> objects) => objects.Workloads().Where(one => one.PodLabels()["app.kubernetes.io/component"] == "silo");

    /// <summary>The name of an object.</summary>
    public static string Name(this JsonNode one) => one.Text("metadata/name")!;

    /// <summary>The labels of a workload's pods.</summary>
    public static IReadOnlyDictionary<string, string> PodLabels(this JsonNode workload) => workload.Texts("spec/template/metadata/labels");

    /// <summary>What a workload's pods are.</summary>
    public static JsonNode Pod(this JsonNode workload) => workload.At("spec/template/spec")!;

    /// <summary>The only container of a workload's pods.</summary>
    public static JsonNode Container(this JsonNode workload) => workload.Pod().Items("containers").Single();

    /// <summary>Whether a selector of labels takes a workload's pods.</summary>
    public static bool Selects(this IReadOnlyDictionary<string, string> selector, JsonNode workload) =>
        selector.All(label => workload.PodLabels().TryGetValue(label.Key, out var value) && value == label.Value);
}
