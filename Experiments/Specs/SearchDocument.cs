using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Search.Space;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Experiments.Specs;

/// <summary>The section <c>search</c> of a document.</summary>
internal static class SearchDocument
{
    /// <summary>The shape of the section.</summary>
    public static UnionSchema Schema { get; } = new()
    {
        Discriminator = "algorithm",
        Default = ParameterValue.Of("grid"),
        Summary = "How parameter sets are chosen.",
        Kinds = [.. SearchAlgorithms.All.Select(algorithm => KeyValuePair.Create(algorithm.Name, algorithm.Options with { Noun = "key" }))],
    };

    /// <summary>Reads the section of a document, which may have faults elsewhere; what is no good is left out.</summary>
    public static SearchSpec Read(JsonElement document)
    {
        if (!document.TryGetProperty("search", out var section))
            return new SearchSpec();
        if (section.ValueKind != JsonValueKind.Object)
            return new SearchSpec { Algorithm = section.ValueKind == JsonValueKind.String ? section.GetString()! : "" };
        return new SearchSpec
        {
            Algorithm = section.TryGetProperty("algorithm", out var algorithm) && algorithm.ValueKind == JsonValueKind.String ? algorithm.GetString()! : "",
            Trials = Whole(section, "trials"),
            Startup = Whole(section, "startup"),
            Candidates = Whole(section, "candidates"),
            Population = Whole(section, "population"),
            Sigma = section.TryGetProperty("sigma", out var sigma) && ParameterValue.TryGetFinite(sigma, out var number) ? number : null,
            Start = [.. Items(section, "start").Where(IsObject).Select(point =>
                (IReadOnlyDictionary<string, JsonElement>)point.EnumerateObject().DistinctBy(value => value.Name).ToDictionary(value => value.Name, value => value.Value.Clone()))],
            WarmStart = [.. Items(section, "warm_start").Where(name => name.ValueKind == JsonValueKind.String).Select(name => name.GetString()!)],
            Known = [.. Items(section, "known").Where(known => IsObject(known) && IsObject(known, "params") && IsObject(known, "values")).Select(Known)],
        };
    }

    /// <summary>Writes the section, what is set alone.</summary>
    public static void Write(SearchSpec search, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("algorithm", search.Algorithm);
        foreach (var (name, value) in new (string, double?)[]
        {
            ("trials", search.Trials), ("startup", search.Startup), ("candidates", search.Candidates), ("population", search.Population), ("sigma", search.Sigma),
        })
        {
            if (value is not null)
                writer.WriteNumber(name, value.Value);
        }
        WriteList(writer, "start", search.Start);
        WriteList(writer, "warm_start", search.WarmStart);
        WriteList(writer, "known", [.. search.Known.Select(known => Written(known))]);
        writer.WriteEndObject();
    }

    /// <summary>The section on its own.</summary>
    public static JsonElement Write(SearchSpec search) => ParameterValue.Written(writer => Write(search, writer));

    /// <summary>What does not fit the space, or the metrics of the objectives: points to start from, and results to learn from.</summary>
    public static IEnumerable<ParameterError> Faults(SearchSpec search, SearchSpace space, IReadOnlyList<string> objectives)
    {
        foreach (var fault in KnownFaults.Of(search.Known, space, objectives))
            yield return fault;
        foreach (var fault in PointFaults.Of(search.Start, space, SpecPath.Start))
            yield return fault;
        if (search.Trials < search.Start.Count)
            yield return new ParameterError(SpecPath.Start, $"has {search.Start.Count} points, more than the {search.Trials} trials");
    }

    private static KnownTrial Known(JsonElement known) => new(
        known.GetProperty("params").Clone(),
        known.GetProperty("values").EnumerateObject().Where(metric => ParameterValue.TryGetFinite(metric.Value, out _))
            .DistinctBy(metric => metric.Name).ToDictionary(metric => metric.Name, metric => metric.Value.GetDouble()))
    {
        From = known.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.String ? from.GetString() : null,
    };

    private static object Written(KnownTrial known) => known.From is null
        ? new { @params = known.Parameters, values = known.Values }
        : new { @params = known.Parameters, values = known.Values, from = known.From };

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items)
    {
        if (items.Count == 0)
            return;
        writer.WritePropertyName(name);
        ParameterValue.Of(items).WriteTo(writer);
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement section, string name) =>
        section.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object;

    private static bool IsObject(JsonElement value, string name) => value.TryGetProperty(name, out var part) && IsObject(part);

    private static int? Whole(JsonElement section, string name) =>
        section.TryGetProperty(name, out var value) && ParameterValue.TryGetWhole(value, out var whole) ? (int)Math.Clamp(whole, 1, int.MaxValue) : null;
}
