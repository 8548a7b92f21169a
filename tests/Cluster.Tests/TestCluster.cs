using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains.Tests.Postgres;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Cluster.Tests;

/// <summary>Silos in processes of their own, and what tests ask of them and do to them.</summary>
internal sealed partial class TestCluster : IAsyncDisposable
{
    private const string Token = "a-secret-of-these-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-cluster-").FullName;
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(150));
    private readonly SiloProcess?[] _silos;
    private readonly int[] _ports;
    private readonly int _slots;
    private readonly PrivateNetwork? _network;
    private IExperiments? _experiments;

    private TestCluster(int silos, int slots, PrivateNetwork? network)
    {
        (_silos, _slots, _network) = (new SiloProcess?[silos], slots, network);
        _ports = FreePorts(silos);
        Reserve(silos);
    }

    /// <summary>Fails a test that waits for what does not come, long before the run's own limit.</summary>
    public CancellationToken Patience => _patience.Token;

    public IExperiments Experiments => _experiments!;

    public string Folder => _folder;

    public int Count => _silos.Length;

    /// <summary>Starts silos s0, s1, ... with some slots each, on hosts of a network and with a database where one is given.</summary>
    public static async Task<TestCluster> StartAsync(SharedPostgres postgres, int silos = 3, int slots = 2, PrivateNetwork? network = null, string? database = null)
    {
        var cluster = new TestCluster(silos, slots, network);
        try
        {
            await cluster.PrepareAsync(postgres, database);
            for (var i = 0; i < silos; i++)
            {
                await cluster.StartAsync(i);
            }

            cluster._experiments = await cluster.ConnectAsync();
            await cluster.WaitForSilosAsync(silos);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static string Name(int silo) => string.Create(CultureInfo.InvariantCulture, $"s{silo}");

    public SiloProcess Silo(int number) => _silos[number]!;

    /// <summary>Where a silo listens.</summary>
    public Uri Address(int silo) => new($"http://{Host(silo)}:{_ports[silo]}");

    private string Host(int silo) => _network is null ? "127.0.0.1" : PrivateNetwork.Address(silo);

    /// <summary>Starts a silo, or starts it again.</summary>
    public async Task StartAsync(int number)
    {
        _silos[number]?.Dispose();
        _silos[number] = SiloProcess.Start(
            _folder, _network?.On(number) ?? [],
            ["--name", Name(number), "--device", $"cpu:{_slots}", "--listen", Address(number).AbsoluteUri, "--cluster", "test", "--token", Token, "--drain-timeout", "00:00:20", .. Options(number)]);
        await _silos[number]!.ReadyAsync();
    }

    /// <summary>The options of one more silo, apart from its name, its cluster and where it listens.</summary>
    public string[] OptionsOfAnother() => ["--token", Token, .. Joining()];

    /// <summary>Waits until the cluster knows so many silos.</summary>
    public async Task WaitForSilosAsync(int count)
    {
        while ((await TryClusterAsync()).Silos.Count != count)
        {
            // Silos come and go with their heartbeats; nothing else tells.
            await Task.Delay(100, Patience);
        }
    }

    /// <summary>Submits trials that wait, each saving after each step.</summary>
    public Task<string> SubmitAsync(int trials, double seconds = 4, int steps = 16, int priority = 0) => Experiments.SubmitAsync(
        new ExperimentSpec
        {
            Name = "Sleep",
            Job = "sleep",
            Parameters = JsonSerializer.SerializeToElement(new { steps, seconds = new { grid = Enumerable.Range(0, trials).Select(i => seconds + (i * 0.001)) } }),
            Objective = new Objective { Metric = "value" },
            Resources = new ResourceSpec { Priority = priority },
        },
        Patience);

    /// <summary>Waits until trials run on a silo, each some steps from its beginning.</summary>
    /// <returns>Those trials.</returns>
    public async Task<IReadOnlyList<TrialInfo>> RunningOnAsync(string experiment, int silo, int atLeast = 1, double step = 3)
    {
        while (true)
        {
            var running = (await TrialsAsync(experiment)).Where(trial => trial.State == TrialState.Running && trial.Silo == Name(silo) && trial.Step >= step).ToList();
            if (running.Count >= atLeast)
            {
                return running;
            }

            await Task.Delay(50, Patience);
        }
    }

    /// <summary>Waits until all trials have begun, and finds the silo with the most of them among those that can be replaced.</summary>
    public async Task<(int Silo, IReadOnlyList<TrialInfo> Trials)> BusiestAsync(string experiment, double step = 3)
    {
        while (true)
        {
            var trials = await TrialsAsync(experiment);
            if (trials.Count > 0 && trials.All(trial => trial.State == TrialState.Running && trial.Step >= step))
            {
                var (silo, most) = Enumerable.Range(0, Count).Where(IsReplaceable)
                    .Select(silo => (silo, (IReadOnlyList<TrialInfo>)[.. trials.Where(trial => trial.Silo == Name(silo))]))
                    .MaxBy(silo => silo.Item2.Count);
                Assert.NotEmpty(most);
                return (silo, most);
            }

            await Task.Delay(50, Patience);
        }
    }

    /// <summary>Waits until an attempt of a trial that began after another one has reported something.</summary>
    /// <returns>That attempt.</returns>
    public async Task<AttemptInfo> NextAttemptAsync(string experiment, TrialInfo before)
    {
        while (true)
        {
            var now = (await TrialsAsync(experiment)).Single(trial => trial.Number == before.Number);
            if (now.Attempt > before.Attempt)
            {
                return (await Experiments.AttemptsAsync(experiment, before.Number, Patience)).Single(attempt => attempt.Attempt == before.Attempt + 1);
            }

            await Task.Delay(50, Patience);
        }
    }

    public async Task<IReadOnlyList<TrialInfo>> TrialsAsync(string experiment) => (await Experiments.TrialsAsync(experiment, new TrialQuery { Limit = 1000 }, Patience)).Items;

    /// <summary>Waits for the end and checks that every trial has counted exactly once.</summary>
    public async Task<IReadOnlyList<TrialInfo>> EndAsync(string experiment, int trials, string metric = "value")
    {
        ExperimentInfo info;
        while ((info = await Experiments.GetAsync(experiment, Patience)).Ended is null)
        {
            await Task.Delay(100, Patience);
        }

        var all = await TrialsAsync(experiment);
        Assert.Equal(ExperimentState.Completed, info.State);
        Assert.Equal(trials, info.Counts.GetValueOrDefault(TrialState.Completed));
        Assert.Equal(Enumerable.Range(1, trials), all.Select(trial => trial.Number).Order());
        Assert.All(all, trial => Assert.Equal(TrialState.Completed, trial.State));
        foreach (var trial in all)
        {
            var attempts = await Experiments.AttemptsAsync(experiment, trial.Number, Patience);
            Assert.Equal(Enumerable.Range(1, trial.Attempt), attempts.Select(attempt => attempt.Attempt).Order());
            Assert.Single(attempts, attempt => attempt.End == "completed");
            var series = Assert.Single(await Experiments.MetricsAsync(experiment, new MetricQuery { Trials = [trial.Number], Metrics = [metric] }, Patience));
            Assert.Equal(Enumerable.Range(1, (int)trial.Steps).Select(step => (long)step), series.Steps);
        }

        return all;
    }

    /// <summary>What the silos have written, for whoever looks at a failed test.</summary>
    public string Output() => string.Join('\n', _silos.Select((silo, i) => $"--- {Name(i)}\n{silo?.Output}"));

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            silo?.Dispose();
        }

        if (TestContext.Current.TestState?.Result == TestResult.Failed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(Output());
        }

        await DisconnectAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        _patience.Dispose();
    }

    private async Task<ClusterInfo> TryClusterAsync()
    {
        try
        {
            return await Experiments.ClusterAsync(Patience);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            // Whoever knows is about to come back.
            return new ClusterInfo([], []);
        }
    }

    /// <summary>Ports that are free now; all different, since they are all open at once.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }

    partial void Reserve(int silos);
}
