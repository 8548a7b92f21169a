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
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema (draft 2020-12) of specs for the jobs of a catalogue, as indented JSON with a line end.</summary>
    /// <remarks>As strict as <see cref="SpecValidator"/> about names, types and bounds of single values, but for bounds that only say how far a computer
    /// counts, and how long a duration with units is. What takes several values into account (constraints, the order of two bounds, the size of a grid) the
    /// validator alone sees.</remarks>
    public static string Write(JobCatalog catalog)
    {
        var definitions = new JsonSchemaDefinitions(catalog.Jobs.Select(job => job.Name));
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
        schema["$defs"] = definitions.All;
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Of(JobDescription job, JobCatalog catalog, JsonSchemaDefinitions definitions)
    {
        definitions.All[job.Name] = new JsonSchemaBuilder(definitions).Values(job.Parameters, job.Name);
        var consequence = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["params"] = JsonSchemaDefinitions.Reference(job.Name),
                ["objective"] = Objective(job, definitions),
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

    private static JsonObject Objective(JobDescription job, JsonSchemaDefinitions definitions)
    {
        var metric = definitions.NameOf(
            job.IsExternal
                ? new JsonObject { ["type"] = "string", ["minLength"] = 1 }
                : JsonSchemaBuilder.AnyOf(job.Objectives.Select(metric => JsonSchemaBuilder.Constant(metric.Name, metric.Summary))),
            $"{job.Name}-metric");
        var objective = definitions.NameOf(
            JsonSchemaBuilder.AnyOf(
                JsonSchemaDefinitions.Reference(metric),
                new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["metric"] = JsonSchemaDefinitions.Reference(metric) } }),
            $"{job.Name}-objective");
        return JsonSchemaBuilder.AnyOf(
            JsonSchemaDefinitions.Reference(objective), new JsonObject { ["type"] = "array", ["items"] = JsonSchemaDefinitions.Reference(objective) });
    }
}
