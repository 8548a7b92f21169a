using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActorTraining.Bench.Searches.Trainings;

/// <summary>A file of studies: by task, search and seed, the error of every training. It is written after each study, so that a comparison that was broken off goes on.</summary>
internal sealed class TrainingStudies
{
    private const string Tasks = "tasks";

    private readonly FileInfo _file;
    private readonly JsonObject _document;

    private TrainingStudies(FileInfo file, JsonObject document) => (_file, _document) = (file, document);

    /// <summary>Reads a file; none has no studies.</summary>
    public static TrainingStudies Of(FileInfo file) =>
        new(file, File.Exists(file.FullName) ? JsonNode.Parse(File.ReadAllText(file.FullName))!.AsObject() : []);

    /// <summary>Optuna's version, where it made the file.</summary>
    public string? Optuna => (string?)_document["optuna"];

    /// <summary>The curves of the least error so far, by search; of every seed that the file has.</summary>
    public IEnumerable<(string Search, IReadOnlyList<double[]> Curves)> Curves(string task) =>
        (_document[Tasks]?[task]?.AsObject() ?? []).Select(search => (search.Key,
            (IReadOnlyList<double[]>)[.. search.Value!.AsObject().Select(seed => SearchStudy.Lowest(seed.Value!.Deserialize<double[]>()!))]));

    /// <summary>Runs a study and writes it down, unless the file has it.</summary>
    public void Add(string task, string search, int seed, Func<double[]> run)
    {
        var seeds = Child(Child(Child(_document, Tasks), task), search);
        if (seeds.ContainsKey($"{seed}"))
            return;
        seeds[$"{seed}"] = JsonSerializer.SerializeToNode(run());
        _file.Directory!.Create();
        var fresh = $"{_file.FullName}.new";
        File.WriteAllText(fresh, _document.ToJsonString());
        File.Move(fresh, _file.FullName, overwrite: true);
    }

    private static JsonObject Child(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject)
            parent[name] = new JsonObject();
        return parent[name]!.AsObject();
    }
}
