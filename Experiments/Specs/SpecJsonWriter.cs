using System.Text.Json;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>Writes specs as documents.</summary>
internal static class SpecJsonWriter
{
    /// <summary>Writes every key that differs from its default; objective, search and seed always, since a reader wants to see them.</summary>
    public static void Write(ExperimentSpec spec, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteText(writer, "name", spec.Name);
        WriteText(writer, "description", spec.Description);
        WriteTexts(writer, "tags", spec.Tags);
        WriteText(writer, "job", spec.Job);
        if (spec.Parameters.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("params");
            spec.Parameters.WriteTo(writer);
        }
        writer.WritePropertyName("objective");
        if (spec.FurtherObjectives.Count > 0)
            writer.WriteStartArray();
        foreach (var objective in spec.Objectives)
            WriteObjective(writer, objective);
        if (spec.FurtherObjectives.Count > 0)
            writer.WriteEndArray();
        writer.WritePropertyName("search");
        SearchDocument.Write(spec.Search, writer);
        if (spec.Scheduler != new SchedulerSpec())
            SchedulerDocument.Write(spec.Scheduler, writer);
        if (spec.Resources != new ResourceSpec())
            WriteResources(writer, spec.Resources);
        if (spec.Limits != new LimitSpec())
            WriteLimits(writer, spec.Limits);
        if (spec.Checkpoints != new CheckpointSpec())
            WriteCheckpoints(writer, spec.Checkpoints);
        WriteTexts(writer, "constraints", spec.Constraints);
        writer.WriteNumber("seed", spec.Seed);
        writer.WriteEndObject();
    }

    private static void WriteObjective(Utf8JsonWriter writer, Objective objective)
    {
        writer.WriteStartObject();
        WriteText(writer, "metric", objective.Metric);
        WriteText(writer, "direction", objective.Direction.ToString().ToLowerInvariant());
        if (objective.Value != ObjectiveValue.Last)
            WriteText(writer, "value", objective.Value.ToString().ToLowerInvariant());
        writer.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter writer, ResourceSpec resources)
    {
        writer.WriteStartObject("resources");
        WriteText(writer, "device", resources.Device);
        if (resources.Backend != BackendName.Auto)
            WriteText(writer, "backend", resources.Backend);
        if (resources.Slots != 1)
            writer.WriteNumber("slots", resources.Slots);
        if (resources.Memory is { } memory)
            writer.WriteString("memory", MemoryValue.Show(memory));
        WriteLabels(writer, resources.Labels);
        WriteNumber(writer, "parallel", resources.Parallel);
        if (resources.Priority != 0)
            writer.WriteNumber("priority", resources.Priority);
        writer.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0)
            return;
        writer.WriteStartObject("labels");
        foreach (var (name, value) in labels.OrderBy(label => label.Key, StringComparer.Ordinal))
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter writer, LimitSpec limits)
    {
        writer.WriteStartObject("limits");
        writer.WriteNumber("retries", limits.Retries);
        if (limits.Backoff != new LimitSpec().Backoff)
            WriteDuration(writer, "backoff", limits.Backoff);
        WriteNumber(writer, "failures", limits.Failures);
        WriteDuration(writer, "duration", limits.Duration);
        WriteDuration(writer, "trial_duration", limits.TrialDuration);
        writer.WriteEndObject();
    }

    private static void WriteCheckpoints(Utf8JsonWriter writer, CheckpointSpec checkpoints)
    {
        writer.WriteStartObject("checkpoints");
        WriteDuration(writer, "every", checkpoints.Every);
        if (checkpoints.Keep != new CheckpointSpec().Keep)
            writer.WriteNumber("keep", checkpoints.Keep);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is not null)
            writer.WriteNumber(name, value.Value);
    }

    private static void WriteDuration(Utf8JsonWriter writer, string name, TimeSpan? value)
    {
        if (value is not null)
            writer.WriteString(name, DurationValue.Show(value.Value));
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }
}
