using System.Diagnostics;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Bench.Clusters;

/// <summary>A cluster with a SQLite store in a folder of its own, which is removed at the end.</summary>
internal sealed class TemporaryCluster : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private const int PageSize = 1000;

    private readonly string _folder;
    private readonly LocalCluster _cluster;

    private TemporaryCluster(string folder, LocalCluster cluster) => (_folder, _cluster) = (folder, cluster);

    public IExperiments Experiments => _cluster.Experiments;

    public static async Task<TemporaryCluster> StartAsync(int slots)
    {
        string folder = Directory.CreateTempSubdirectory("actortraining-bench-").FullName;
        return new(folder, await LocalCluster.StartAsync(new LocalClusterOptions
        {
            StorePath = Path.Combine(folder, "experiments.db"),
            Slots = slots,
            Jobs = BenchJobs.Catalog,
        }));
    }

    /// <summary>Runs so many trials with random parameters to their end.</summary>
    /// <param name="job">Their job.</param>
    /// <param name="trials">How many.</param>
    /// <param name="parameters">What they take besides <c>x</c>.</param>
    /// <param name="watch">Called again and again with the number of completed trials and the seconds since the submission.</param>
    /// <returns>The identifier, and the seconds from the submission to the end.</returns>
    public async Task<(string Id, double Seconds)> RunAsync(string job, int trials, Dictionary<string, object> parameters, Action<int, double>? watch = null)
    {
        var spec = new ExperimentSpec
        {
            Name = "bench",
            Job = job,
            Parameters = ParameterValue.Of(new Dictionary<string, object>(parameters) { ["x"] = Vary.Uniform(0, 1) }),
            Objective = Objective.Maximize("value"),
            Search = new SearchSpec { Algorithm = "random", Trials = trials },
        };
        long begin = Stopwatch.GetTimestamp();
        string id = await Experiments.SubmitAsync(spec);
        while (true)
        {
            ExperimentInfo info = await Experiments.GetAsync(id);
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            int completed = info.Counts.GetValueOrDefault(TrialState.Completed);
            watch?.Invoke(completed, seconds);
            if (info.Ended is not null)
                return completed == trials ? (id, seconds) : throw new BenchmarkException($"{completed} of {trials} trials completed: {info.Reason}");
            await Task.Delay(Glance);
        }
    }

    /// <summary>How many trials needed more than one attempt, though none failed: each is a slot that was given to two.</summary>
    public async Task<int> RepeatedAsync(string experiment)
    {
        int repeated = 0;
        for (int offset = 0; ; offset += PageSize)
        {
            Page<TrialInfo> page = await Experiments.TrialsAsync(experiment, new TrialQuery { Offset = offset, Limit = PageSize });
            if (page.Items.Count == 0)
                return repeated;
            repeated += page.Items.Count(trial => trial.Attempt > 1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
