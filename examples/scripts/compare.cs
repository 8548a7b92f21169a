#:project ../../Client/Client.csproj
#:property PublishAot=false
// Compares two experiments of a server: what was asked for differently, and what came out.
//
//   dotnet run examples/scripts/compare.cs -- mnist-learning-rates-zdswph mnist-learning-rates-k3xabc
//
// ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.

using System.Globalization;
using System.Text.Json;
using ActorTraining.Client;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var left, var right])
{
    Console.Error.WriteLine("usage: dotnet run examples/scripts/compare.cs -- <experiment> <experiment>");
    return 1;
}

try
{
    using var client = ActorTrainingClient.FromEnvironment();
    ExperimentInfo[] both = [await client.GetAsync(left), await client.GetAsync(right)];
    var asked = Array.ConvertAll(both, experiment => Flat(SpecJson.Write(experiment.Spec)));
    List<string[]> rows = [["", left, right]];
    rows.AddRange(from path in asked[0].Keys.Union(asked[1].Keys)
                  let values = Array.ConvertAll(asked, spec => spec.GetValueOrDefault(path, "-"))
                  where values[0] != values[1]
                  select (string[])[path, .. values]);
    if (rows.Count == 1)
        Console.WriteLine("both ask for the same");

    TrialInfo?[] best = [await BestAsync(client, both[0]), await BestAsync(client, both[1])];
    void Row(string name, Func<ExperimentInfo, TrialInfo?, object?> cell) => rows.Add([name, .. both.Select((experiment, i) => Convert.ToString(cell(experiment, best[i])) ?? "")]);
    rows.Add([]);
    Row("state", (experiment, _) => experiment.State.ToString().ToLowerInvariant());
    Row("trials", (experiment, _) => string.Join(", ", experiment.Counts.Select(count => $"{count.Value} {count.Key.ToString().ToLowerInvariant()}")));
    Row("active", (experiment, _) => $"{experiment.ActiveSeconds:0.0} s");
    Row("best", (experiment, _) => experiment.BestValue is { } value ? $"{experiment.Spec.Objective.Metric} {value:G6}" : "-");
    Row("by trial", (_, trial) => trial?.Number);
    foreach (var path in best.SelectMany(trial => trial?.Choices.Keys ?? []).Distinct())
        Row($"  {path}", (_, trial) => trial?.Choices.TryGetValue(path, out var value) == true ? value : "-");
    Row("  seconds", (_, trial) => trial is null ? "-" : $"{trial.Seconds:0.0}");
    Write(rows);
    return 0;
}
catch (Exception error) when (error is UnknownExperimentException or HttpRequestException or UnauthorizedAccessException or StoreException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

static async Task<TrialInfo?> BestAsync(ActorTrainingClient client, ExperimentInfo experiment) =>
    (await client.TrialsAsync(experiment.Id, new TrialQuery { BestFirst = true, Limit = 1 })).Items.FirstOrDefault(trial => trial.Number == experiment.BestTrial);

// Every value of a document by its path; a list is one value.
static SortedDictionary<string, string> Flat(JsonElement document)
{
    var flat = new SortedDictionary<string, string>(StringComparer.Ordinal);
    void Add(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
                Add(path.Length == 0 ? property.Name : $"{path}.{property.Name}", property.Value);
        }
        else
        {
            flat[path] = value.ToString();
        }
    }

    Add("", document);
    return flat;
}

static void Write(List<string[]> rows)
{
    var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row.Length > column ? row[column].Length : 0)).ToArray();
    foreach (var row in rows)
        Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
}
