using System.Diagnostics;
using System.Text.Json;

namespace ActorTraining.Bench.Searches;

/// <summary>What Optuna did on the same functions: the file that <c>peers/optuna_search.py</c> writes.</summary>
internal sealed class OptunaStudies
{
    private const double Tolerance = 1e-9;

    private readonly JsonElement _file;

    private OptunaStudies(JsonElement file) => _file = file;

    /// <summary>Optuna's version.</summary>
    public string Version => _file.GetProperty("optuna").GetString()!;

    /// <summary>Reads the file; where there is none yet, lets Python make it, which takes half an hour.</summary>
    /// <exception cref="BenchmarkException">Python has no Optuna, or its functions are others than these.</exception>
    public static OptunaStudies Of(FileInfo file, string python, int seeds, int workers, IReadOnlyList<string> only)
    {
        if (!file.Exists)
        {
            file.Directory!.Create();
            using var process = Process.Start(python, [Path.Combine(AppContext.BaseDirectory, "peers", "optuna_search.py"), file.FullName, $"{seeds}", $"{workers}", .. only]);
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new BenchmarkException("the Python process failed; are python3-optuna and python3-cmaes installed?");
        }
        var studies = new OptunaStudies(JsonElement.Parse(File.ReadAllText(file.FullName)));
        foreach (var function in TestFunctions.All.Where(function => only.Count == 0 || only.Contains(function.Name)))
            studies.Check(function);
        return studies;
    }

    /// <summary>The least value up to each trial, by sampler and seed.</summary>
    public IReadOnlyList<(string Sampler, IReadOnlyList<double[]> Curves)> Curves(TestFunction function) => Studies("functions", function.Name, values =>
        SearchStudy.Lowest([.. values.Select(value => value.GetDouble())]));

    /// <summary>The hypervolume up to each trial, by sampler and seed.</summary>
    public IReadOnlyList<(string Sampler, IReadOnlyList<double[]> Curves)> Curves(TestFront front) => Studies("fronts", front.Name, values =>
        SearchStudy.Volumes([.. values.Select(value => (IReadOnlyList<double>)[.. value.EnumerateArray().Select(loss => loss.GetDouble())])]));

    private List<(string, IReadOnlyList<double[]>)> Studies(string group, string name, Func<IReadOnlyList<JsonElement>, double[]> curve) =>
    [
        .. _file.GetProperty(group).GetProperty(name).GetProperty("studies").EnumerateObject().Select(sampler =>
            (sampler.Name, (IReadOnlyList<double[]>)[.. sampler.Value.EnumerateArray().Select(study => curve([.. study.GetProperty("values").EnumerateArray()]))])),
    ];

    private void Check(TestFunction function)
    {
        var peer = _file.GetProperty("functions").GetProperty(function.Name);
        foreach (var (share, check) in peer.GetProperty("shares").EnumerateArray().Zip(peer.GetProperty("checks").EnumerateArray()))
        {
            var value = function.AtShare(share.GetDouble());
            if (Math.Abs(value - check.GetDouble()) > Tolerance * (1 + Math.Abs(value)))
                throw new BenchmarkException($"{function.Name} is {value} at {share} of every range here, and {check} in Python");
        }
    }
}
