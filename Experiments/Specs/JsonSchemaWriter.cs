using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Specs;

/// <summary>Writes the JSON Schema of spec files, from which editors complete, explain and check.</summary>
public static class JsonSchemaWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema (draft 2020-12) of specs for the jobs of a catalogue, as indented JSON with a line end.</summary>
    /// <remarks>As strict as <see cref="SpecValidator"/> about names, types and bounds of single values, but for bounds that only say how far a computer
    /// counts, and how long a duration with units is. What takes several values into account (constraints, the order of two bounds, the size of a grid) the
    /// validator alone sees.</remarks>
    public static string Write(JobCatalog catalog)
    {
        var definitions = new JsonObject();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "ActorTraining experiment",
            ["description"] = "What to train, what to vary, and what makes one trial better than another.",
        };
        foreach (var (keyword, value) in JsonSchemaBuilder.Plain(SpecSchema.For(catalog, null)))
            schema[keyword] = value!.DeepClone();
        schema["properties"]!["job"] = JsonSchemaBuilder.AnyOf(catalog.Jobs.Select(job => JsonSchemaBuilder.Constant(job.Name, job.Summary)));
        schema["allOf"] = new JsonArray([.. catalog.Jobs.Select(job => Of(job, catalog, definitions))]);
        schema["$defs"] = definitions;
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Of(JobDescription job, JobCatalog catalog, JsonObject definitions)
    {
        definitions[job.Name] = null;
        definitions[job.Name] = new JsonSchemaBuilder(definitions).Values(job.Parameters, job.Name);
        var consequence = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["params"] = new JsonObject { ["$ref"] = $"#/$defs/{job.Name}" },
                ["objective"] = Objective(job),
            },
        };
        if (SpecSchema.For(catalog, job).Find("params")!.Required)
            consequence["required"] = new JsonArray("params");
        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["job"] = new JsonObject { ["const"] = job.Name } },
                ["required"] = new JsonArray("job"),
            },
            ["then"] = consequence,
        };
    }

    private static JsonObject Objective(JobDescription job)
    {
        var metrics = job.IsExternal ? new JsonObject { ["type"] = "string", ["minLength"] = 1 } : JsonSchemaBuilder.AnyOf(job.Objectives.Select(metric => JsonSchemaBuilder.Constant(metric.Name, metric.Summary)));
        var one = JsonSchemaBuilder.AnyOf(
            metrics,
            new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["metric"] = metrics.DeepClone() } });
        return JsonSchemaBuilder.AnyOf(one, new JsonObject { ["type"] = "array", ["items"] = one.DeepClone() });
    }
}
