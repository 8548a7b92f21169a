using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.WebUI.Api.Resources;

/// <summary>A job that a spec can ask for.</summary>
/// <param name="Name">The name that specs use.</param>
/// <param name="Summary">One sentence for people.</param>
/// <param name="Parameters">The JSON Schema of <c>params</c>.</param>
/// <param name="Metrics">What it reports.</param>
/// <param name="Adjustable">The paths of parameters that may change while a trial runs.</param>
/// <param name="Length">The path of the parameter that says how long a trial is; null where there is none.</param>
public sealed record JobSummary(
    string Name, string Summary, JsonElement Parameters, IReadOnlyList<MetricDescription> Metrics, IReadOnlyList<string> Adjustable, string? Length)
{
    /// <summary>The summary of a job.</summary>
    public static JobSummary Of(JobDescription job) => new(job.Name, job.Summary, Schema(job), job.Metrics, job.Adjustable, job.Length);

    // The schema of specs for this job alone has nothing but its parameters among its definitions.
    private static JsonElement Schema(JobDescription job)
    {
        var whole = JsonNode.Parse(JsonSchemaWriter.Write(new JobCatalog([job])))!.AsObject();
        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["$schema"] = whole["$schema"]!.DeepClone(),
            ["$ref"] = $"#/$defs/{job.Name}",
            ["$defs"] = whole["$defs"]!.DeepClone(),
        });
    }
}
