using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ActorTraining.Bench.Clusters;

/// <summary>A Python process with Optuna that waits for its turns.</summary>
internal sealed class OptunaPeer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it and waits until it says which version it has.</summary>
    /// <exception cref="BenchmarkException">There is no Optuna.</exception>
    public OptunaPeer(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "optuna_trials.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start) ?? throw new BenchmarkException($"{python} did not start");
        Version = Read().GetProperty("version").GetString()!;
    }

    public string Version { get; }

    /// <summary>Lets it run a study of so many trials.</summary>
    /// <returns>The seconds.</returns>
    public double Take(string storage, int trials)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{storage} {trials}"));
        _process.StandardInput.Flush();
        return Read().GetProperty("seconds").GetDouble();
    }

    /// <summary>Lets the process end: its input is over.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonElement Read() =>
        JsonElement.Parse(_process.StandardOutput.ReadLine() ?? throw new BenchmarkException("the Python process ended early; is python3-optuna installed?"));
}
