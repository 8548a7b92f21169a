using System.Text.Json;
using ActorTraining.Cli.Hosting;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A store in memory whose experiments play scripts.</summary>
internal sealed class FakeExperiments : IExperiments, IExperimentsProvider, IExperimentsSession
{
    private readonly List<FakeExperiment> _experiments = [];

    /// <summary>Writes the script of the next submitted experiment.</summary>
    public Action<FakeExperiment> Script { get; set; } = experiment => experiment.End();

    /// <summary>The trials that an experiment plans.</summary>
    public int Planned { get; set; } = 3;

    public int Submitted { get; private set; }

    public List<string> Resumed { get; } = [];

    /// <summary>Whether another process runs the experiments.</summary>
    public bool IsServed { get; set; }

    /// <summary>Why commands are refused; null where they are not.</summary>
    public string? Refusal { get; set; }

    /// <summary>The cluster; null for one silo with idle slots.</summary>
    public ClusterInfo? Cluster { get; set; }

    /// <summary>Called whenever the cluster is read.</summary>
    public Action Reading { get; set; } = () => { };

    /// <summary>Whether no process answers that could tell of the cluster.</summary>
    public bool IsAway { get; set; }

    /// <summary>The commands that came, in their order.</summary>
    public List<string> Commands { get; } = [];

    public string? Store { get; private set; }

    public int? Slots { get; private set; }

    /// <summary>The server that was reached, and the token that it got.</summary>
    public (Uri Address, string? Token)? Server { get; private set; }

    /// <summary>What goes wrong whenever the server is asked something; null for nothing.</summary>
    public Exception? Trouble { get; set; }

    public bool Disposed { get; private set; }

    public FakeExperiment Newest => _experiments[^1];

    IExperiments IExperimentsSession.Experiments => this;

    public FakeExperiment Add(FakeExperiment experiment)
    {
        _experiments.Add(experiment);
        return experiment;
    }

    public Task<IExperimentsSession> StartAsync(string store, int? slots, CancellationToken cancel)
    {
        if (IsServed)
            throw new StoreInUseException("the store is in use by another process");
        (Store, Slots) = (store, slots);
        return Task.FromResult<IExperimentsSession>(this);
    }

    public Task<IExperimentsSession> ServeAsync(string store, int? slots, CancellationToken cancel) => StartAsync(store, slots, cancel);

    public Task<IExperimentsSession> ConnectAsync(string store, CancellationToken cancel) => OpenAsync(store, cancel);

    public Task<IExperimentsSession> OpenAsync(string store, CancellationToken cancel)
    {
        Store = store;
        return Task.FromResult<IExperimentsSession>(this);
    }

    public Task<IExperimentsSession> ReachAsync(Uri server, string? token, CancellationToken cancel)
    {
        Server = (server, token);
        return Trouble is null ? Task.FromResult<IExperimentsSession>(this) : throw Trouble;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }

    public Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default)
    {
        Submitted++;
        FakeExperiment experiment = Add(new FakeExperiment(Trials.Experiment(Planned, id: $"{spec.Name}-fake{Submitted:00}", spec: spec)));
        Script(experiment);
        return Task.FromResult(experiment.Info.Id);
    }

    public Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default) => Task.FromResult(Find(experiment).Info);

    public Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default)
    {
        List<ExperimentInfo> found = [.. Enumerable.Reverse(_experiments).Select(experiment => experiment.Info)
            .Where(info => query.NameContains is null || info.Spec.Name.Contains(query.NameContains, StringComparison.OrdinalIgnoreCase))];
        return Task.FromResult(new Page<ExperimentInfo>([.. found.Skip(query.Offset).Take(query.Limit)], found.Count));
    }

    public Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default)
    {
        IEnumerable<TrialInfo> found = Find(experiment).Trials.Where(trial => query.States?.Contains(trial.State) ?? true);
        if (query.BestFirst)
            found = found.OrderByDescending(trial => trial.Objective ?? double.NegativeInfinity);
        TrialInfo[] all = [.. found];
        return Task.FromResult(new Page<TrialInfo>([.. all.Skip(query.Offset).Take(query.Limit)], all.Length));
    }

    public Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<MetricSeries>>(Find(experiment).Metrics);

    public Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<ArtifactInfo>>([.. Find(experiment).Artifacts
            .Select(file => new ArtifactInfo(file.Key.Trial, file.Key.Name, "application/octet-stream", file.Value.Length, "00"))]);

    public Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default) =>
        Task.FromResult<Stream>(new MemoryStream(Find(experiment).Artifacts[(trial, name)]));

    public IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, CancellationToken cancel = default) => Find(experiment).PlayAsync(cancel);

    public Task ResumeAsync(string experiment, CancellationToken cancel = default)
    {
        Resumed.Add(experiment);
        Find(experiment).Resume();
        return Task.CompletedTask;
    }

    public Task PauseAsync(string experiment, CancellationToken cancel = default) =>
        Do($"pause {experiment}", () => Find(experiment).Enter(ExperimentState.Paused));

    public Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default) =>
        Do($"cancel {experiment} {trial}", () => Find(experiment).Cancel(trial));

    public async Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default)
    {
        await Do($"clone {experiment} {Texts(changes)}", () => { });
        return Add(new FakeExperiment(Trials.Experiment(id: "clone-fake01") with { Parent = experiment })).Info.Id;
    }

    public Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) =>
        Do($"extend {experiment} {Texts(changes)}", () => Find(experiment).Enter(ExperimentState.Running).Change(info => info with { Planned = 5 }));

    public Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default) =>
        Do($"configure {experiment} {parallel?.ToString() ?? "all"} {priority}", () => { });

    public Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default) =>
        Do($"adjust {experiment} {trial} {path} {value}", () => Find(experiment).Adjust(trial, new Adjustment(path, value, null)));

    public Task<IReadOnlyList<int>> EnqueueAsync(string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default)
    {
        Commands.Add($"enqueue {experiment} {JsonSerializer.Serialize(points)}");
        return Task.FromResult<IReadOnlyList<int>>([.. points.Select((_, index) => index + 1)]);
    }

    // Nobody asks and tells by a command.
    public Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<AttemptInfo>>([]);

    public Task DeleteAsync(string experiment, CancellationToken cancel = default) =>
        Do($"delete {experiment}", () => _experiments.Remove(Find(experiment)));

    public Task StopAsync(string experiment, CancellationToken cancel = default) =>
        Do($"stop {experiment}", () => Find(experiment).Enter(ExperimentState.Stopped));

    public Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default)
    {
        Reading();
        return IsAway ? throw new InvalidOperationException("nobody answers", new TimeoutException()) : Task.FromResult(Cluster ?? new ClusterInfo([Local()], []));
    }

    private SiloInfo Local() => new()
    {
        Name = "local",
        Version = "0",
        Address = "127.0.0.1:0@1",
        Started = ManualClock.Start,
        Slots = [.. Enumerable.Range(0, Slots ?? 2).Select(slot => new SlotInfo($"cpu:{slot}", "cpu", SlotState.Idle, null, null))],
    };

    private FakeExperiment Find(string id) =>
        _experiments.Find(experiment => experiment.Info.Id == id) ?? throw new UnknownExperimentException(id);

    private static string Texts(IEnumerable<SpecOverride> changes) =>
        string.Join(' ', changes.Select(change => $"{string.Join('.', change.Keys)}={change.Value.GetRawText()}"));

    private Task Do(string command, Action change)
    {
        if (Refusal is { } refusal)
            throw new InvalidOperationException(refusal);
        Commands.Add(command);
        change();
        return Task.CompletedTask;
    }
}
