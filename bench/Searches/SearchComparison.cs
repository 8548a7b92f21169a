using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Bench.Searches;

/// <summary>The searches of this project against Optuna's, at equal trials.</summary>
internal static class SearchComparison
{
    private static readonly string[] Algorithms = ["random", "sobol", "tpe", "cmaes", "gp"];
    private static readonly string[] FrontAlgorithms = ["random", "nsga2", "tpe", "cmaes", "gp"];

    private static readonly JsonSerializerOptions JsonLayout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Runs the comparison, prints its tables in Markdown, and draws a picture for each function.</summary>
    public static int Run(FileInfo? peer, string python, int seeds, int workers, IReadOnlyList<string> only, DirectoryInfo pictures, FileInfo json)
    {
        try
        {
            var optuna = OptunaStudies.Of(peer ?? new FileInfo($"artifacts/bench/optuna-search-{workers}.json"), python, seeds, workers, only);
            Console.WriteLine($"{Machine.Current.Processor}, {Machine.Current.Runtime}, Optuna {optuna.Version}, {DateTime.UtcNow:yyyy-MM-dd}; trials at a time: {workers}");
            pictures.Create();
            json.Directory!.Create();
            var sheets = new Dictionary<string, IReadOnlyList<Contender>>();
            foreach (var function in TestFunctions.All.Where(function => only.Count == 0 || only.Contains(function.Name)))
            {
                sheets[function.Name] = [.. Algorithms.Select(name => Ours(name, seeds, seed => SearchStudy.Run(function, name, seed, workers))), .. Peers(optuna.Curves(function))];
                ComparisonSheet.Show(function.Name, "least value", sheets[function.Name], function.Trials);
                ComparisonSheet.Draw(function.Name, pictures, sheets[function.Name], "best so far", "above the minimum", AxisScale.Log, value => Math.Max(value - function.Least, 1e-5));
            }
            foreach (var front in TestFront.All.Where(front => only.Count == 0 || only.Contains(front.Name)))
            {
                sheets[front.Name] = [.. FrontAlgorithms.Select(name => Ours(name, seeds, seed => SearchStudy.Run(front, name, seed, workers))), .. Peers(optuna.Curves(front))];
                ComparisonSheet.Show(front.Name, "hypervolume", sheets[front.Name], front.Trials);
                ComparisonSheet.Draw(front.Name, pictures, sheets[front.Name], "hypervolume so far", "hypervolume", AxisScale.Linear, value => value);
            }
            var perSecond = TrialsPerSecond();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\ntpe, 1,000 trials with 2 parameters: {perSecond:F0} trials/s"));
            File.WriteAllText(json.FullName, JsonSerializer.Serialize(new { Machine = Machine.Current, Time = DateTimeOffset.UtcNow, Optuna = optuna.Version, Seeds = seeds, Workers = workers, TpeTrialsPerSecond = perSecond, Functions = sheets }, JsonLayout));
            return 0;
        }
        catch (BenchmarkException exception)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }
    }

    private static Contender Ours(string name, int seeds, Func<ulong, SearchStudy> run)
    {
        List<SearchStudy> studies = [.. Enumerable.Range(1, seeds).Select(seed => run((ulong)seed))];
        return new Contender(name, [.. studies.Select(study => study.Curve)], 1000 * studies.Average(study => study.Seconds / study.Curve.Length));
    }

    private static IEnumerable<Contender> Peers(IEnumerable<(string Sampler, IReadOnlyList<double[]> Curves)> studies) =>
        studies.Select(study => new Contender($"Optuna {study.Sampler}", study.Curves, null));

    // The better of three runs: the first one compiles.
    private static double TrialsPerSecond()
    {
        var function = TestFunctions.All[0] with { Trials = 1_000 };
        return Enumerable.Range(1, 3).Max(seed => 1_000 / SearchStudy.Run(function, "tpe", (ulong)seed, workers: 1).Seconds);
    }
}
