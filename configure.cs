#:property PublishAot=false
// Looks which optional packages this machine can have, and writes down in features.props which of them the build uses.
//   dotnet run configure.cs -- --help

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

const int Success = 0, Failure = 1, Usage = 2;

const string Help = """
    dotnet run configure.cs -- [options]

    Asks the configured package feeds for the packages of every optional feature, with all that they need in turn, and writes what it found
    into features.props, which every build reads. Without that file a build uses none of them.

      Orleans      hosts the grains on Microsoft Orleans, in clusters of many machines; without it on the embedded runtime
      ImageSharp   reads and writes more kinds of pictures
      BlazorAssets the script of the dashboard's pages as the SDK wants it; without it that of the version before, which does as well
      Torch        trains models with TorchSharp as well: cuda on GPUs, which is looked for where nvidia-smi answers, cpu on the processor;
                   without it by hand-written kernels on the processor

    options
      --set NAME=VALUE   says it instead of asking: Orleans=true|false, ImageSharp=true|false, BlazorAssets=true|false, Torch=cpu|cuda|false,
                         OrleansVersion=<version>, TorchSharpVersion=<version>. Can be repeated
      --dry-run          only shows what it would write
      --help             shows this

    A package source of your own goes into a NuGet.config beside the solution, or into yours (dotnet nuget add source). A single build is
    told otherwise by -p:Orleans=true and the like.

    exit code: 0 written, or shown; 1 a feature that --set asks for is not to be had, or dotnet failed; 2 unknown option
    """;

Feature[] features =
[
    new("Orleans", "OrleansVersion", [new("true", "Orleans")]),
    new("ImageSharp", null, [new("true", "ImageSharp")]),
    new("BlazorAssets", null, [new("true", "BlazorAssets")]),
    new("Torch", "TorchSharpVersion", [new("cuda", "TorchCuda", NeedsGraphicsCard: true), new("cpu", "TorchCpu")]),
];

var folder = Script.Folder();
var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
var dryRun = false;
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--help" or "-h":
            Console.WriteLine(Help);
            return Success;
        case "--dry-run":
            dryRun = true;
            break;
        case "--set" when i + 1 < args.Length && Setting(args[++i]) is var (name, value):
            given[name] = value;
            break;
        case "--set":
            return Complain($"--set needs {string.Join(", ", features.Select(feature => feature.Settings))}, not '{(i < args.Length ? args[i] : "")}'");
        default:
            return Complain($"unknown option '{args[i]}'; --help shows what there is");
    }
}

var chosen = new Dictionary<string, string>();
var rows = new List<string[]>();
var failed = false;
var card = GraphicsCard();
foreach (var feature in features)
{
    var said = given.GetValueOrDefault(feature.Name);
    var version = feature.VersionProperty is { } property ? given.GetValueOrDefault(property) : null;
    chosen[feature.Name] = "false";
    if (said == "false")
    {
        rows.Add([feature.Name, "", "", "not wanted"]);
        continue;
    }

    foreach (var variant in feature.Variants.Where(variant => said is null || said == variant.Value))
    {
        if (said is null && variant.NeedsGraphicsCard && card is null)
        {
            continue;
        }

        Console.Write($"asking the feeds for {feature.Name}{(variant.Value == "true" ? "" : $"={variant.Value}")} ... ");
        var watch = Stopwatch.StartNew();
        if (Ask(feature, variant, version) is not { } answer)
        {
            return Failure;
        }

        Console.WriteLine($"{(answer.Found ? "found" : "not to be had")} ({watch.Elapsed.TotalSeconds:f1} s)");
        rows.AddRange(answer.Rows);
        if (answer.Found)
        {
            chosen[feature.Name] = variant.Value;
            break;
        }
    }

    if (said is not null && chosen[feature.Name] != said)
    {
        failed = true;
        Console.Error.WriteLine($"{feature.Name}={said} was asked for, but its packages are not to be had from the configured feeds.");
    }

    if (version is not null)
    {
        chosen[feature.VersionProperty!] = version;
    }
}

rows.Add(["graphics card", card ?? "", "", card is null ? "none: nvidia-smi does not answer" : chosen["Torch"] == "cuda" ? "found" : "found; used with Torch=cuda"]);
Console.WriteLine();
Print([["feature", "package", "version", "result"], .. rows]);
Console.WriteLine();
if (failed)
{
    Console.Error.WriteLine("features.props stays as it was.");
    return Failure;
}

var text = $"""
    <Project>
      <!-- Written by configure.cs. Takes effect with the next build; -p:Orleans=true and the like go before it. -->
      <PropertyGroup>
    {string.Join('\n', chosen.Select(setting => $"    <{setting.Key}>{setting.Value}</{setting.Key}>"))}
      </PropertyGroup>
    </Project>

    """;
if (dryRun)
{
    Console.WriteLine("features.props would be:");
    Console.Write(text);
    return Success;
}

File.WriteAllText(Path.Combine(folder, "features.props"), text);
Console.WriteLine($"features.props says {string.Join(", ", chosen.Select(setting => $"{setting.Key}={setting.Value}"))}");
return Success;

(string Name, string Value)? Setting(string text)
{
    var parts = text.Split('=', 2);
    var flag = features.FirstOrDefault(feature => feature.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase));
    var version = features.FirstOrDefault(feature => feature.VersionProperty?.Equals(parts[0], StringComparison.OrdinalIgnoreCase) == true);
    return parts.Length != 2 ? null
        : flag is not null && (parts[1] == "false" || flag.Variants.Any(variant => variant.Value == parts[1])) ? (flag.Name, parts[1])
        : version is not null && Regex.IsMatch(parts[1], @"^\d+(\.\d+)+[-.\w]*$") ? (version.VersionProperty!, parts[1])
        : null;
}

int Complain(string what)
{
    Console.Error.WriteLine(what);
    return Usage;
}

// Restores the feature's project in the folder features, which nothing ever builds. Null when dotnet itself fails.
Answer? Ask(Feature feature, Variant variant, string? version)
{
    var project = Path.Combine(folder, "features", variant.Project + ".csproj");
    string[] settings = version is null ? [] : [$"-p:{feature.VersionProperty}={version}"];
    var (listed, list) = Run("dotnet", ["msbuild", project, "-getItem:PackageReference", "-getItem:PackageVersion", .. settings]);
    if (listed != 0)
    {
        Console.Error.WriteLine($"cannot read {project}:\n{list}");
        return null;
    }

    var items = JsonDocument.Parse(list).RootElement.GetProperty("Items");
    var versions = items.GetProperty("PackageVersion").EnumerateArray().ToDictionary(Identity, item => item.GetProperty("Version").GetString()!);
    var packages = items.GetProperty("PackageReference").EnumerateArray().Select(Identity).Where(versions.ContainsKey).Order().ToList();
    var (restored, output) = Run("dotnet", ["restore", project, "--force", "--no-http-cache", .. settings]);
    var errors = Regex.Matches(output, @"error NU\d+: (?<why>[^\[\r\n]*)").Select(error => error.Groups["why"].Value.Trim()).Distinct().ToList();
    var missing = errors
        .Select(error => (Error: error, Package: Regex.Match(error, @"[Uu]nable to find (?:a stable )?package (?<name>[\w.-]*\w)").Groups["name"].Value))
        .Where(error => error.Package != "")
        .DistinctBy(error => error.Package)
        .ToDictionary(error => error.Package, error => error.Error, StringComparer.OrdinalIgnoreCase);
    List<string[]> rows = [.. packages.Select(package => (string[])[feature.Name, package, versions[package], restored == 0 ? "found" : Result(package)])];
    rows.AddRange(missing.Keys.Except(packages, StringComparer.OrdinalIgnoreCase).Order().Select(package => (string[])[feature.Name, package, "", "missing; the packages above need it"]));
    rows.AddRange(errors.Where(error => !missing.ContainsValue(error) && missing.Count == 0).Select(error => (string[])[feature.Name, "", "", error]));
    return new Answer(restored == 0, rows);

    string Result(string package) => !missing.TryGetValue(package, out var why) ? "found" : why.Contains("with version") ? "not in this version" : "missing";
}

static string Identity(JsonElement item) => item.GetProperty("Identity").GetString()!;

static string? GraphicsCard()
{
    try
    {
        var (code, output) = Run("nvidia-smi", ["--query-gpu=name,memory.total", "--format=csv,noheader"]);
        return code == 0 ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() : null;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return null;
    }
}

static (int Code, string Output) Run(string program, string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    (start.Environment["DOTNET_CLI_UI_LANGUAGE"], start.Environment["DOTNET_NOLOGO"]) = ("en", "1");
    using var process = Process.Start(start)!;
    var errors = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    return (process.ExitCode, output + errors.Result);
}

static void Print(List<string[]> table)
{
    var widths = Enumerable.Range(0, 3).Select(column => table.Max(row => row[column].Length)).ToArray();
    foreach (var row in table)
    {
        Console.WriteLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}".TrimEnd());
    }
}

internal sealed record Feature(string Name, string? VersionProperty, Variant[] Variants)
{
    public string Settings => $"{Name}={string.Join("|", Variants.Select(variant => variant.Value).Order())}|false{(VersionProperty is null ? "" : $", {VersionProperty}=<version>")}";
}

// One value of a feature's switch, and the project in the folder features that has its packages.
internal sealed record Variant(string Value, string Project, bool NeedsGraphicsCard = false);

internal sealed record Answer(bool Found, List<string[]> Rows);

internal static class Script
{
    public static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
