using System.Diagnostics;
using System.Globalization;

namespace ActorTraining.Bench.Clusters;

/// <summary>P11: how long a user waits: from the command to the first epoch of the first trial, and of it the start of the embedded runtime.</summary>
internal static class FirstMetric
{
    public static async Task<Sheet> RunAsync(FileInfo program, FileInfo spec, DirectoryInfo data, int repeat)
    {
        var (first, runtime) = (new List<double>(), new List<double>());
        for (int turn = 0; turn < repeat; turn++)
        {
            first.Add(await CommandAsync(program, spec, data));
            runtime.Add(await ChildAsync());
        }

        return new(
            "P11", $"actortrain run {spec.Name} --set params.epochs=1, data set in the cache; a cluster started in a fresh process", "at most 2 s; of them at most 0.3 s for the runtime",
            [new("command to the first epoch", "s", first), new("start of the embedded runtime and store", "s", runtime)]);
    }

    /// <summary>Starts a cluster in this fresh process.</summary>
    /// <returns>The seconds.</returns>
    public static async Task<double> StartClusterAsync()
    {
        long begin = Stopwatch.GetTimestamp();
        TemporaryCluster cluster = await TemporaryCluster.StartAsync(Environment.ProcessorCount);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await cluster.DisposeAsync();
        return seconds;
    }

    private static async Task<double> CommandAsync(FileInfo program, FileInfo spec, DirectoryInfo data)
    {
        string folder = Directory.CreateTempSubdirectory("actortraining-bench-").FullName;
        var start = new ProcessStartInfo(
            program.FullName, ["run", spec.FullName, "--set", "params.epochs=1", "--store", Path.Combine(folder, "experiments.db"), "--no-report"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["ACTORTRAINING_DATA"] = data.FullName;
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new BenchmarkException($"{program} did not start");
        double? seconds = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (seconds is null && line.Contains("epoch 1/1", StringComparison.Ordinal))
                seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return seconds ?? throw new BenchmarkException($"{program.Name} ended with {process.ExitCode} and without an epoch");
    }

    private static async Task<double> ChildAsync()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["start-cluster"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new BenchmarkException("this program did not start again");
        string said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return double.Parse(said, CultureInfo.InvariantCulture);
    }
}
