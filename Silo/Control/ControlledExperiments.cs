using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains;
using ActorTraining.Grains.Blobs;
using ActorTraining.Grains.Storage;
using ActorTraining.Silo.Stores;

namespace ActorTraining.Silo.Control;

/// <summary>The experiments that another process of this user runs: questions go to the store, commands to that process.</summary>
/// <remarks>Members that change something throw <see cref="InvalidOperationException"/> also when that process has ended meanwhile.</remarks>
internal sealed class ControlledExperiments(string storePath, IExperimentStore store, IBlobStore blobs) : StoredExperiments(store, blobs), ISubmissions
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The experiments of a store.</summary>
    /// <param name="location">Where it is.</param>
    /// <param name="files">Where large files of trials are; null for the store's own place.</param>
    /// <exception cref="StoreException">There is no store, or it cannot be used.</exception>
    public static ControlledExperiments Of(StoreLocation location, string? files)
    {
        var store = location.OpenReadOnly();
        return new ControlledExperiments(location.Identity, store, BlobLocation.Open(files, location, store));
    }

    public override Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) =>
        Ask(ControlVerb.Submit, "", request => request with { Spec = spec }, cancel);

    public Task<string> SubmitAsync(ExperimentSpec spec, string? parent, RequestKey request, CancellationToken cancel = default) =>
        Ask(ControlVerb.Submit, "", asked => asked with { Spec = spec, Parent = parent, Request = request }, cancel);

    public override Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) =>
        Ask(ControlVerb.Clone, experiment, request => request with { Changes = Texts(changes) }, cancel);

    public override Task PauseAsync(string experiment, CancellationToken cancel = default) => Ask(ControlVerb.Pause, experiment, cancel);

    public override Task ResumeAsync(string experiment, CancellationToken cancel = default) => Ask(ControlVerb.Resume, experiment, cancel);

    public override Task StopAsync(string experiment, CancellationToken cancel = default) => Ask(ControlVerb.Stop, experiment, cancel);

    public override Task DeleteAsync(string experiment, CancellationToken cancel = default) => Ask(ControlVerb.Delete, experiment, cancel);

    public override Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default) =>
        Ask(ControlVerb.CancelTrial, experiment, request => request with { Trial = trial }, cancel);

    public override Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) =>
        Ask(ControlVerb.Extend, experiment, request => request with { Changes = Texts(changes) }, cancel);

    public override Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default) =>
        Ask(ControlVerb.Configure, experiment, request => request with { Parallel = parallel, Priority = priority }, cancel);

    public override Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default) =>
        Ask(ControlVerb.Adjust, experiment, request => request with { Trial = trial, Path = path, Value = value }, cancel);

    public override async Task<IReadOnlyList<int>> EnqueueAsync(
        string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default) =>
        (await AskAll(ControlVerb.Enqueue, experiment, request => request with { Points = points }, cancel)).Trials;

    public override async Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default) =>
        (await AskAll(ControlVerb.Ask, experiment, request => request with { Worker = worker, Lease = lease.TotalSeconds }, cancel)).Asked!;

    public override async Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default) =>
        (await AskAll(ControlVerb.Tell, experiment, request => request with { Trial = trial, Told = told }, cancel)).Told!;

    /// <remarks>As the process that runs the experiment tells them; where there is none at the moment, what is stored.</remarks>
    public override async IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            await using (var watch = await ControlWatch.OpenAsync(storePath, experiment, after, cancel))
            {
                while (watch is not null && await watch.NextAsync(cancel) is { } live)
                {
                    yield return live;
                    after = Math.Max(after, live.Sequence);
                }
            }

            // The experiment first, so that an event behind its end cannot be missed.
            var info = await GetAsync(experiment, cancel);
            await foreach (var stored in StoredEventsAsync(experiment, after, cancel))
            {
                yield return stored;
                after = stored.Sequence;
            }

            if (info.Ended is not null && info.LastEvent <= after)
            {
                yield break;
            }

            await Task.Delay(ReadInterval, cancel);
        }
    }

    public override async Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default) =>
        (await AskAll(ControlVerb.Cluster, "", request => request, cancel)).Cluster ?? ClusterInfo.Unknown;

    private Task<string> Ask(ControlVerb verb, string experiment, CancellationToken cancel) => Ask(verb, experiment, request => request, cancel);

    private async Task<string> Ask(ControlVerb verb, string experiment, Func<ControlRequest, ControlRequest> fill, CancellationToken cancel) =>
        (await AskAll(verb, experiment, fill, cancel)).Experiment ?? "";

    private async Task<ControlAnswer> AskAll(ControlVerb verb, string experiment, Func<ControlRequest, ControlRequest> fill, CancellationToken cancel)
    {
        await using var pipe = new NamedPipeClientStream(".", ControlPipe.NameFor(storePath), PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        ControlAnswer answer;
        try
        {
            await pipe.ConnectAsync(Patience, cancel);
            await ControlPipe.WriteAsync(pipe, fill(new ControlRequest { Version = ControlPipe.Version, Verb = verb, Experiment = experiment }), cancel);
            answer = await ControlPipe.ReadAsync<ControlAnswer>(pipe, cancel);
        }
        catch (Exception e) when (e is IOException or TimeoutException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"the process that runs the experiments of '{storePath}' does not answer: {e.Message}", e);
        }

        return answer.OrThrow();
    }

    // The value as JSON, which is YAML as well, so that the other side reads it as a person's override.
    private static string[] Texts(IReadOnlyList<SpecOverride> changes) =>
        [.. changes.Select(change => $"{string.Join('.', change.Keys)}={change.Value.GetRawText()}")];
}
