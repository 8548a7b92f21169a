using System.Text.Encodings.Web;
using System.Text.Json;
using ActorTraining.Experiments.Reports.Analysis;
using ActorTraining.Experiments.Reports.Discussion;

namespace ActorTraining.Experiments.Reports;

/// <summary>The report for other programs: <c>report.json</c>, format 1.</summary>
/// <remarks>Numbers that JSON does not know are written as the texts <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>; curves are in <c>metrics.csv</c>.</remarks>
internal static class JsonSummary
{
    private const int Format = 1;

    /// <summary>Writes the summary.</summary>
    /// <param name="data">The results.</param>
    /// <param name="comparison">What they say.</param>
    /// <param name="files">The names of the report's other files.</param>
    public static byte[] Write(ReportData data, Comparison comparison, IReadOnlyList<string> files)
    {
        using var stream = new MemoryStream();
        // Every byte is escaped that JSON demands; the file is read as JSON and never pasted into a page.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("written", data.Context.Written);
            Experiment(json, data);
            json.WriteStartArray("trials");
            var artifacts = data.Artifacts.ToLookup(a => a.Trial);
            foreach (var trial in data.Trials) Trial(json, data, trial, artifacts[trial.Info.Number]);
            json.WriteEndArray();
            Discussion(json, comparison);
            json.WritePropertyName("analysis");
            JsonSerializer.Serialize(json, data.Analysis, ExperimentJson.Options);
            json.WriteStartObject("facts");
            foreach (var fact in data.Context.Facts.DistinctBy(f => f.Name)) json.WriteString(fact.Name, fact.Value);
            json.WriteEndObject();
            json.WriteStartArray("files");
            foreach (var file in files) json.WriteStringValue(file);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Experiment(Utf8JsonWriter json, ReportData data)
    {
        var experiment = data.Experiment;
        json.WriteStartObject("experiment");
        json.WriteString("id", experiment.Id);
        json.WriteString("name", experiment.Spec.Name);
        json.WriteString("job", experiment.Spec.Job);
        json.WriteString("state", experiment.State.ToString().ToLowerInvariant());
        if (experiment.Reason is { } reason) json.WriteString("reason", reason);
        json.WriteNumber("seed", experiment.Spec.Seed);
        json.WriteString("created", experiment.Created);
        if (experiment.Ended is { } ended) json.WriteString("ended", ended);
        json.WriteStartObject("objective");
        json.WriteString("metric", data.Objective.Metric);
        json.WriteString("direction", data.Objective.Direction.ToString().ToLowerInvariant());
        json.WriteString("value", data.Objective.Value.ToString().ToLowerInvariant());
        json.WriteEndObject();
        if (data.Best is { } best) json.WriteNumber("bestTrial", best.Info.Number);
        Number(json, "bestValue", data.Best?.Objective);
        json.WriteEndObject();
    }

    private static void Trial(Utf8JsonWriter json, ReportData data, ReportTrial trial, IEnumerable<ArtifactInfo> artifacts)
    {
        json.WriteStartObject();
        json.WriteNumber("number", trial.Info.Number);
        json.WriteString("state", ResultTables.NameOf(trial.Info.State));
        json.WriteStartObject("choices");
        foreach (var (path, value) in trial.Info.Choices.OrderBy(c => c.Key, StringComparer.Ordinal)) Element(json, path, value);
        json.WriteEndObject();
        json.WriteStartObject("names");
        foreach (var choice in data.Names.Of(trial.Info)) json.WriteString(choice.Name, choice.Value);
        json.WriteEndObject();
        Element(json, "params", trial.Info.Parameters);
        Number(json, "objective", trial.Info.Objective);
        if (trial.Best(data.Objective) is { } best) json.WriteNumber("bestStep", best.Step);
        json.WriteStartObject("metrics");
        foreach (var metric in data.Metrics) Number(json, metric.Name, trial.Last(metric.Name));
        json.WriteEndObject();
        json.WriteString("curve", ConvergenceText.Word(trial.Judgement.Verdict));
        if (trial.Overfitting is { } sign) json.WriteNumber("overfitsFrom", sign.From);
        Number(json, "scoreGap", trial.ScoreGap?.Last);
        Number(json, "lossGap", trial.LossGap?.Last);
        Number(json, "seconds", trial.Info.Seconds);
        if (trial.Info.Error is { } error) json.WriteString("error", error);
        json.WriteStartArray("files");
        foreach (var artifact in artifacts) Artifact(json, artifact);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Artifact(Utf8JsonWriter json, ArtifactInfo artifact)
    {
        json.WriteStartObject();
        json.WriteString("path", ReportBuilder.PathOf(artifact));
        json.WriteNumber("size", artifact.Size);
        json.WriteString("sha256", artifact.Sha256);
        json.WriteEndObject();
    }

    private static void Discussion(Utf8JsonWriter json, Comparison comparison)
    {
        json.WriteStartObject("comparison");
        json.WriteString("verdict", comparison.Verdict);
        json.WriteStartArray("sections");
        foreach (var section in comparison.Sections)
        {
            json.WriteStartObject();
            json.WriteString("title", section.Title);
            json.WriteStartArray("sentences");
            foreach (var sentence in section.Sentences) json.WriteStringValue(sentence);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Element(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number) return;
        if (double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteString(name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
