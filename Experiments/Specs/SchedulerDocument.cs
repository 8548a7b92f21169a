using System.Text.Json;
using ActorTraining.Experiments.Scheduling;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>The section <c>scheduler</c> of a document.</summary>
internal static class SchedulerDocument
{
    /// <summary>The shape of the section.</summary>
    /// <param name="metric">The names of the job's metrics.</param>
    public static UnionSchema Schema(TextSchema metric) => new()
    {
        Discriminator = "rule",
        Default = ParameterValue.Of(NoRule.Name),
        Summary = "Which trials are stopped before their end.",
        Kinds = [.. SchedulerRules.All.Select(rule => KeyValuePair.Create(rule.Name, rule.Options(metric) with { Noun = "key" }))],
    };

    /// <summary>Reads the section of a document without faults.</summary>
    public static SchedulerSpec Read(JsonElement document)
    {
        if (!document.TryGetProperty("scheduler", out var section))
            return new SchedulerSpec();
        if (section.ValueKind == JsonValueKind.String)
            return new SchedulerSpec { Rule = section.GetString()! };
        return new SchedulerSpec
        {
            Rule = section.GetProperty("rule").GetString()!,
            Metric = !section.TryGetProperty("metric", out var metric) ? []
                : metric.ValueKind == JsonValueKind.String ? [metric.GetString()!] : [.. metric.EnumerateArray().Select(name => name.GetString()!)],
            Min = Whole(section, "min"),
            Max = Whole(section, "max"),
            Reduction = (int?)Whole(section, "reduction"),
            Trials = (int?)Whole(section, "trials"),
            Patience = Whole(section, "patience"),
            Delta = Number(section, "delta"),
            Value = Number(section, "value"),
            Every = Whole(section, "every"),
            Fraction = Number(section, "fraction"),
            Factor = Number(section, "factor"),
        };
    }

    /// <summary>Writes the section, what is set alone.</summary>
    public static void Write(SchedulerSpec scheduler, Utf8JsonWriter writer)
    {
        writer.WriteStartObject("scheduler");
        writer.WriteString("rule", scheduler.Rule);
        if (scheduler.Metric is [var single])
            writer.WriteString("metric", single);
        else if (scheduler.Metric.Count > 1)
        {
            writer.WriteStartArray("metric");
            foreach (var metric in scheduler.Metric)
                writer.WriteStringValue(metric);
            writer.WriteEndArray();
        }
        foreach (var (name, value) in new (string, double?)[]
        {
            ("min", scheduler.Min), ("max", scheduler.Max), ("reduction", scheduler.Reduction), ("trials", scheduler.Trials), ("patience", scheduler.Patience),
            ("delta", scheduler.Delta), ("value", scheduler.Value), ("every", scheduler.Every), ("fraction", scheduler.Fraction), ("factor", scheduler.Factor),
        })
        {
            if (value is not null)
                writer.WriteNumber(name, value.Value);
        }
        writer.WriteEndObject();
    }

    /// <summary>Adds what is wrong with settings that are valid one by one; for a document whose sections are valid in themselves.</summary>
    public static IEnumerable<ParameterError> Faults(JsonElement document, IReadOnlyList<Objective> objectives, Training.Jobs.JobDescription job) =>
        SchedulerRules.Faults(Read(document), objectives, document.TryGetProperty("params", out var parameters) ? parameters : ParameterValue.Of(new { }), job);

    private static long? Whole(JsonElement section, string name) =>
        section.TryGetProperty(name, out var value) && ParameterValue.TryGetWhole(value, out var whole) ? (long)whole : null;

    private static double? Number(JsonElement section, string name) => section.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
