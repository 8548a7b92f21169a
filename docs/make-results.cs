#:property PublishAot=false
// Runs the experiments of docs/results.md, collects their figures and pictures, and writes that page.
//   dotnet run docs/make-results.cs -- --help

using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

const int Success = 0, Failure = 1, Usage = 2;

const string Help = """
    dotnet run docs/make-results.cs -- [options]

    Runs every experiment of docs/results.md with the command that the page shows, collects figures, texts and pictures from the reports into docs/results/,
    and writes docs/results.md from docs/results/page.md. What is not run keeps the figures of docs/results/results.json.

      --only e7,e10     runs these parts alone
      --skip e4,e6      runs all but these
      --collect         runs nothing: takes the reports that lie in artifacts/results
      --page            runs and collects nothing: writes the page from docs/results/results.json
      --pictures DIR    a folder with CIFAR-10 as pictures in folders named after their classes, instead of the data set
      --groceries DIR   the folder "dataset" of GroceryStoreDataset, where it is not GroceryStoreDataset/dataset
      --program FILE    the program, already built; otherwise it is built as a Release
      --help            shows this

    exit code: 0 written; 1 a run failed, or the page asks for what its run does not have; 2 unknown option
    """;

// Later runs may use the weights of earlier ones.
Run[] runs =
[
    new("e1", "gradient-check"),
    new("e2", "mnist-learning-rates"),
    new("e4", "grocery-cnn", "{groceries}"),
    new("e4", "grocery-augmented", "{groceries}"),
    new("e4", "grocery-long", "{groceries}"),
    new("e4", "grocery-search", "{groceries}"),
    new("e5", "fashion-mnist-cnn") { Shown = "--report runs/fashion-mnist-cnn" },
    new("e5", "filters-trained", "--set", "params.weights={reports}/fashion-mnist-cnn/weights/trial-1/weights.safetensors"),
    new("e6", "mnist-linear-classifier"),
    new("e6", "least-squares"),
    new("e6", "mnist-data-fraction"),
    new("e7", "scalar-graph"),
    new("e8", "mnist-mlp"),
    new("e8", "mnist-mlp-data-fraction"),
    new("e9", "blur", "{pictures}"),
    new("e10", "convolution-recovery", "{pictures}"),
    new("e11", "reference-check"),
    new("e11", "mnist-iterations"),
    new("e12", "toy-network"),
    new("e13", "fashion-mnist"),
];

var root = Path.GetDirectoryName(Script.Folder())!;
var shelf = Path.Combine(root, "docs", "results");
var reports = Path.Combine(root, "artifacts", "results");
var template = File.ReadAllText(Path.Combine(shelf, "page.md"));
var (mode, wanted, unwanted, failed) = ("run", new HashSet<string>(), new HashSet<string>(), new HashSet<string>());
string? pictures = null, groceries = null, program = null;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--help" or "-h": Console.WriteLine(Help); return Success;
        case "--collect" or "--page": mode = args[i]; break;
        case "--only" when i + 1 < args.Length: wanted = [.. args[++i].Split(',')]; break;
        case "--skip" when i + 1 < args.Length: unwanted = [.. args[++i].Split(',')]; break;
        case "--pictures" when i + 1 < args.Length: pictures = args[++i]; break;
        case "--groceries" when i + 1 < args.Length: groceries = args[++i]; break;
        case "--program" when i + 1 < args.Length: program = Path.GetFullPath(args[++i]); break;
        default:
            Console.Error.WriteLine($"unknown option '{args[i]}', or one without its value; --help shows what there is");
            return Usage;
    }
}

try
{
    var figures = File.Exists(ResultsFile()) ? JsonNode.Parse(File.ReadAllText(ResultsFile()))!.AsObject() : [];
    if (mode != "--page")
    {
        var chosen = runs.Where(run => File.Exists(run.SpecIn(root)) && (wanted.Count == 0 || wanted.Contains(run.Part)) && !unwanted.Contains(run.Part)).ToList();
        if (mode == "run") program ??= Build();
        foreach (var run in chosen)
        {
            if (mode == "run" && !Execute(run)) failed.Add(run.Id);
            if (failed.Contains(run.Id) || !File.Exists(Path.Combine(reports, run.Id, "report.html"))) continue;
            figures[run.Id] = Collect(run);
            Save(figures);
        }
    }

    var page = new Page(template, runs, figures).Write();
    foreach (var picture in Directory.GetFiles(shelf).Where(file => Path.GetExtension(file) is ".svg" or ".png" && !page.Contains($"results/{Path.GetFileName(file)})", StringComparison.Ordinal)))
        File.Delete(picture);
    File.WriteAllText(Path.Combine(root, "docs", "results.md"), page);
    Console.WriteLine("docs/results.md is written");
    if (failed.Count > 0) Console.Error.WriteLine($"these failed, and keep the figures that they had: {string.Join(", ", failed)}");
    return failed.Count == 0 ? Success : Failure;
}
catch (ResultsException error)
{
    Console.Error.WriteLine(error.Message);
    return Failure;
}

string ResultsFile() => Path.Combine(shelf, "results.json");

void Save(JsonObject figures)
{
    var ordered = new JsonObject();
    foreach (var run in runs)
    {
        if (figures[run.Id] is { } one) ordered[run.Id] = one.DeepClone();
    }

    File.WriteAllText(ResultsFile(), ordered.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("},{\"number\"", "},\n{\"number\"", StringComparison.Ordinal) + "\n");
}

string Build()
{
    if (!Start("dotnet", ["build", "Cli", "-c", "Release", "-v", "q", "--nologo"])) throw new ResultsException("the program cannot be built");
    return Path.Combine(root, "Cli", "bin", "Release", "net10.0", OperatingSystem.IsWindows() ? "actortrain.exe" : "actortrain");
}

bool Execute(Run run)
{
    List<string> words = ["run", run.Spec, "--report", Path.Combine(reports, run.Id), "--store", Path.Combine(reports, "results.db")];
    foreach (var word in run.Extra)
    {
        if (word == "{pictures}") words.AddRange(pictures is null ? [] : ["--set", $"params.dataset={{ kind: image-folder, path: {pictures} }}"]);
        else if (word == "{groceries}") words.AddRange(groceries is null ? [] : ["--set", $"params.dataset.path={groceries}"]);
        else words.Add(word.Replace("{reports}", reports, StringComparison.Ordinal));
    }

    Directory.CreateDirectory(reports);
    Console.WriteLine($"actortrain {string.Join(' ', words)}");
    return Start(program!, words);
}

bool Start(string file, IEnumerable<string> words)
{
    using var process = Process.Start(new ProcessStartInfo(file, words) { WorkingDirectory = root }) ?? throw new ResultsException($"{file} cannot be started");
    process.WaitForExit();
    return process.ExitCode == 0;
}

JsonObject Collect(Run run)
{
    var folder = Path.Combine(reports, run.Id);
    var report = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "report.json")))!;
    var experiment = report["experiment"]!;
    var series = SeriesOf(Path.Combine(folder, "metrics.csv"), [.. Page.Asked(template, run.Id).SelectMany(asked => asked.Words).Where(word => word.Contains('@'))]);
    var trials = new JsonArray();
    foreach (var trial in report["trials"]!.AsArray())
    {
        var number = trial!["number"]!.GetValue<int>();
        var result = Path.Combine(folder, "weights", $"trial-{number}", "result.json");
        trials.Add(new JsonObject
        {
            ["number"] = number,
            ["state"] = trial["state"]!.DeepClone(),
            ["choices"] = trial["choices"]!.DeepClone(),
            ["names"] = trial["names"]!.DeepClone(),
            ["metrics"] = trial["metrics"]!.DeepClone(),
            ["objective"] = trial["objective"]?.DeepClone(),
            ["bestStep"] = trial["bestStep"]?.DeepClone(),
            ["seconds"] = Math.Round(trial["seconds"]?.GetValue<double>() ?? 0, 1),
            ["result"] = File.Exists(result) ? Without(JsonNode.Parse(File.ReadAllText(result))!.AsObject(), "classes") : null,
            ["steps"] = series.GetValueOrDefault(number),
        });
    }

    var (texts, taken) = (new JsonObject(), 0L);
    foreach (var (word, words) in Page.Asked(template, run.Id).Where(asked => asked.Word is "text" or "picture"))
    {
        var rest = words[0];
        var path = Path.Combine(folder, rest.Replace("trial-best", $"trial-{experiment["bestTrial"]}", StringComparison.Ordinal));
        if (!File.Exists(path)) throw new ResultsException($"the report of {run.Id} has no {rest}, which page.md asks for");
        if (word == "text") texts[rest] = File.ReadAllText(path).ReplaceLineEndings("\n");
        if (word != "picture") continue;
        var copy = Path.Combine(shelf, Page.PictureName(run.Id, rest));
        File.Copy(path, copy, overwrite: true);
        taken += new FileInfo(copy).Length;
    }

    Console.WriteLine($"{run.Id}: {trials.Count} trials, pictures of {taken / 1024} KB");
    return new JsonObject
    {
        ["experiment"] = experiment["id"]!.DeepClone(),
        ["date"] = experiment["created"]!.GetValue<string>()[..10],
        ["seconds"] = Math.Round((experiment["ended"]!.GetValue<DateTimeOffset>() - experiment["created"]!.GetValue<DateTimeOffset>()).TotalSeconds),
        ["pictures"] = pictures is not null && run.Extra.Contains("{pictures}"),
        ["best"] = experiment["bestTrial"]?.DeepClone(),
        ["direction"] = experiment["objective"]!["direction"]!.DeepClone(),
        ["facts"] = report["facts"]!.DeepClone(),
        ["discussion"] = report["comparison"]!["sections"]!.DeepClone(),
        ["trials"] = trials,
        ["texts"] = texts,
    };
}

static JsonObject Without(JsonObject value, string name)
{
    value.Remove(name);
    return value;
}

// By trial the values at steps that the page asks for: test.loss@1.
static Dictionary<int, JsonObject> SeriesOf(string csv, HashSet<string> asked)
{
    var found = new Dictionary<int, JsonObject>();
    foreach (var cells in File.ReadLines(csv).Skip(1).Select(line => line.Split(',')))
    {
        var name = $"{cells[^3]}@{cells[^2]}";
        if (!asked.Contains(name)) continue;
        var trial = int.Parse(cells[0], CultureInfo.InvariantCulture);
        found.TryAdd(trial, []);
        found[trial][name] = double.Parse(cells[^1], CultureInfo.InvariantCulture);
    }

    return found;
}

/// <summary>An experiment of the page: <c>examples/&lt;id&gt;.yaml</c>.</summary>
/// <param name="Part">The part of the page, <c>e1</c> to <c>e13</c>.</param>
/// <param name="Id">The name of its spec.</param>
/// <param name="Extra">More words of the command; <c>{reports}</c> is the folder of the reports, <c>{pictures}</c> and <c>{groceries}</c> ask for the data that these options name.</param>
internal sealed record Run(string Part, string Id, params string[] Extra)
{
    public string Spec => $"examples/{Id}.yaml";

    public string SpecIn(string root) => Path.Combine(root, "examples", $"{Id}.yaml");

    /// <summary>Options that a reader should give too.</summary>
    public string Shown { get; init; } = "";

    /// <summary>The command as a reader types it: without the folders that are the page's own.</summary>
    public string Command(bool pictures) =>
        $"actortrain run {Spec} {(pictures ? "--set \"params.dataset={ kind: image-folder, path: cifar10-jpg }\"" : Shown)}".TrimEnd();
}

/// <summary>What is wrong with a run or with the page, for people.</summary>
internal sealed class ResultsException(string message) : Exception(message);

/// <summary>Fills <c>page.md</c>: what stands in double braces is replaced from the collected figures.</summary>
internal sealed partial class Page(string template, IReadOnlyList<Run> runs, JsonObject figures)
{
    public string Write()
    {
        // A part whose runs have not been made says so instead of showing something old or nothing.
        var text = Needs().Replace(template, match =>
        {
            var missing = match.Groups["runs"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(id => figures[id] is null).ToList();
            var body = match.Groups["body"].Value;
            return missing.Count == 0 ? body
                : body.StartsWith('|') ? string.Concat(body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row.Split(" | ") is var cells ? $"{cells[0]} | not run for this page | {cells[^1]}\n" : ""))
                : $"*Not run for this page*: {string.Join(", ", missing.Select(id => $"`{RunOf(id).Command(pictures: false)}`"))}.\n";
        });
        text = Asking().Replace(text, match =>
        {
            try
            {
                return Answer(match.Groups["word"].Value, match.Groups["rest"].Value);
            }
            catch (Exception error) when (error is NullReferenceException or InvalidOperationException or IndexOutOfRangeException)
            {
                throw new ResultsException($"page.md: {match.Value} cannot be answered from the figures: {error.Message}");
            }
        });
        return "<!-- Written by docs/make-results.cs from docs/results/page.md and the reports of real runs. -->\n" + text;
    }

    /// <summary>What the page wants of a run.</summary>
    public static IEnumerable<(string Word, string[] Words)> Asked(string template, string run) => Asking().Matches(template)
        .Select(match => (Word: match.Groups["word"].Value, Words: match.Groups["rest"].Value.Split(' ')))
        .Where(asked => asked.Words[0] == run)
        .Select(asked => (asked.Word, asked.Words[1..].SelectMany(word => word.Split(':')).ToArray()));

    public static string PictureName(string run, string path) =>
        $"{run}-{path.Replace("weights/", "", StringComparison.Ordinal).Replace("curves/", "", StringComparison.Ordinal).Replace('/', '-')}";

    [GeneratedRegex(@"\{\{needs (?<runs>[^}]*)\}\}\n(?<body>.*?)\{\{end\}\}\n", RegexOptions.Singleline)]
    private static partial Regex Needs();

    [GeneratedRegex(@"\{\{(?<word>[a-z]+) (?<rest>[^}]*)\}\}")]
    private static partial Regex Asking();

    private string Answer(string word, string rest)
    {
        var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (run, data) = (RunOf(words[0]), figures[words[0]]?.AsObject() ?? throw new ResultsException($"page.md: {words[0]} stands outside of a block that needs it"));
        return word switch
        {
            "command" => $"```\n{run.Command(data["pictures"]!.GetValue<bool>())}\n```\n\n{When(data)}",
            "picture" => $"![{string.Join(' ', words[2..])}](results/{PictureName(run.Id, words[1])})",
            "text" => string.Join('\n', data["texts"]![words[1]]!.GetValue<string>().Trim().Split('\n').SkipWhile(line => line.StartsWith('#') || line.Length == 0)),
            "discussion" => string.Join('\n', data["discussion"]!.AsArray().Select(section => $"- *{section!["title"]}.* {string.Join(' ', section["sentences"]!.AsArray())}")),
            "section" => string.Join('\n', Section(data, string.Join(' ', words[1..])).Select(sentence => $"- {sentence}")),
            "count" => Trials(data, words[1]).Count.ToString(CultureInfo.InvariantCulture),
            "value" => Show(Trials(data, words[1]).Select(trial => Read(trial, words[2])).FirstOrDefault(), words[3]),
            "mean" => Show(Numbers(data, words[1], words[2]).Average(), words[3]),
            "median" => Show(Median(Numbers(data, words[1], words[2])), words[3]),
            "deviation" => Show(Deviation(Numbers(data, words[1], words[2])), words[3]),
            "largest" => Show(Numbers(data, words[1], words[2]).Max(), words[3]),
            "difference" => Show(Numbers(data, words[1], words[4]).First() - Numbers(figures[words[2]]!.AsObject(), words[3], words[4]).First(), words[5]),
            "photographs" => data["pictures"]!.GetValue<bool>() ? "The images: from 100 development images of CIFAR-10, ten of each class; the data set itself was not to be had on the machine of this page." : "The images are CIFAR-10's.",
            "rows" => string.Join('\n', Trials(data, words[1]).Select(trial => $"| {string.Join(" | ", words[2..].Select(cell => Cell(trial, cell)))} |")),
            "processor" => $"{data["facts"]!["Processor"]}, .NET {data["facts"]![".NET"]}, {data["facts"]!["System"]}",
            _ => throw new ResultsException($"page.md: '{word}' is no word of this page"),
        };
    }

    /// <summary>The sentences of a part of the report's discussion.</summary>
    private static IEnumerable<string> Section(JsonObject data, string title) =>
        data["discussion"]!.AsArray().FirstOrDefault(section => section!["title"]!.ToString() == title)?["sentences"]!.AsArray().Select(sentence => sentence!.ToString())
        ?? throw new ResultsException($"page.md: the discussion of {data["experiment"]} has no part '{title}'");

    private Run RunOf(string id) => runs.FirstOrDefault(run => run.Id == id) ?? throw new ResultsException($"page.md: there is no run '{id}'");

    private static string When(JsonObject data)
    {
        var trials = data["trials"]!.AsArray().Count;
        var seconds = data["seconds"]!.GetValue<double>();
        return $"{data["date"]}, {trials} trial{(trials == 1 ? "" : "s")} in {(seconds < 1 ? "less than a second" : seconds < 120 ? $"{seconds:0} s" : $"{Math.Floor(seconds / 60):0} min {seconds % 60:00} s")}.";
    }

    /// <summary>All trials, in order or the best first (<c>ranked</c>), the best one, that of a number (<c>#3</c>), or those with certain choices (<c>lr=0.1,l2=0</c>).</summary>
    private static List<JsonObject> Trials(JsonObject data, string which)
    {
        var all = data["trials"]!.AsArray().Select(trial => trial!.AsObject());
        var found = which switch
        {
            "all" => all,
            "ranked" => all.OrderByDescending(trial => (data["direction"]?.ToString() == "minimize" ? -1 : 1) * trial["objective"]!.GetValue<double>()),
            "best" => all.Where(trial => trial["number"]!.GetValue<int>() == data["best"]!.GetValue<int>()),
            ['#', .. var number] => all.Where(trial => trial["number"]!.ToString() == number),
            _ => all.Where(trial => which.Split(',').Select(pair => pair.Split('=')).All(pair => Choice(trial, pair[0])?.ToString() == pair[1])),
        };
        return found.ToList() is { Count: > 0 } some ? some : throw new ResultsException($"page.md: no trial of {data["experiment"]} is '{which}'");
    }

    /// <summary>A choice; by its short name (<c>5×conv-2d</c>, <c>24-32-48</c>) where it is an object or a list, or stands at several places of one.</summary>
    private static JsonNode? Choice(JsonObject trial, string name)
    {
        var found = trial["choices"]!.AsObject().Where(choice => choice.Key == name || choice.Key.EndsWith("." + name, StringComparison.Ordinal)).Select(choice => choice.Value).ToList();
        var isPlain = found is [{ } only] && only.GetValueKind() is not (JsonValueKind.Object or JsonValueKind.Array);
        return (isPlain ? null : trial["names"]?[name]) ?? found.FirstOrDefault();
    }

    /// <summary>A choice, a metric at the end or at a step (<c>test.loss@1</c>), a value of the trial or of its file <c>result.json</c> (<c>result.worst.class</c>).</summary>
    private static JsonNode? Read(JsonObject trial, string name)
    {
        if (name.Contains('@')) return trial["steps"]?[name];
        if (name.StartsWith("result.", StringComparison.Ordinal)) return name.Split('.').Aggregate((JsonNode?)trial, (inner, part) => inner?[part]);
        return Choice(trial, name) ?? trial["metrics"]![name] ?? trial[name];
    }

    private static List<double> Numbers(JsonObject data, string which, string name) => [.. Trials(data, which).Select(trial => Read(trial, name)!.GetValue<double>())];

    private static double Median(List<double> values)
    {
        values.Sort();
        return (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }

    private static double Deviation(List<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }

    private static string Cell(JsonObject trial, string cell) => cell.Split(':') is [var name, var format] ? Show(Read(trial, name), format) : Read(trial, cell)?.ToString() ?? "–";

    private static string Show(JsonNode? value, string format) =>
        value is null ? throw new InvalidOperationException("there is no such value") : value.GetValueKind() == JsonValueKind.Number ? Show(value.GetValue<double>(), format) : value.ToString();

    /// <summary>Formats: <c>%</c> in per cent, <c>pp</c> percentage points, a digit for that many decimals, <c>e</c> a power of ten, <c>n</c> with separators, <c>r</c> in full.</summary>
    private static string Show(double value, string format) => (format switch
    {
        "%" => (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + "%",
        "pp" => (100 * value).ToString("0.00", CultureInfo.InvariantCulture),
        "e" => value == 0 ? "0" : value.ToString("0.0e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal),
        "n" => value.ToString("N0", CultureInfo.InvariantCulture),
        "r" => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal),
        _ => value.ToString("F" + format, CultureInfo.InvariantCulture),
    }).Replace('-', '−');
}

internal static class Script
{
    /// <summary>The folder of this file.</summary>
    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
