using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;
using ActorTraining.Silo.Security;

namespace ActorTraining.WebUI.Security;

/// <summary>The experiments as a user may see and change them. Pages and endpoints have no other way to them, so that every change passes here: it is permitted by role, and noted.</summary>
/// <remarks>Members throw <see cref="UnauthorizedAccessException"/> where the user's role does not permit them.</remarks>
internal sealed class UserExperiments(IExperiments experiments, ISubmissions submissions, UserActions actions) : IExperiments, ISubmissions
{
    public async Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.GetAsync(experiment, cancel);
    }

    public async Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.ListAsync(query, cancel);
    }

    public async Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.TrialsAsync(experiment, query, cancel);
    }

    public async Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.MetricsAsync(experiment, query, cancel);
    }

    public async Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.ArtifactsAsync(experiment, trial, cancel);
    }

    public async Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.OpenArtifactAsync(experiment, trial, name, cancel);
    }

    public async IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        await foreach (var happened in experiments.WatchAsync(experiment, after, cancel))
        {
            yield return happened;
        }
    }

    public async Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.AttemptsAsync(experiment, trial, cancel);
    }

    public async Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Viewer);
        return await experiments.ClusterAsync(cancel);
    }

    public Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("submit", AccessRole.Operator) { Detail = spec.Name }, () => experiments.SubmitAsync(spec, cancel));

    public Task<string> SubmitAsync(ExperimentSpec spec, string? parent, RequestKey request, CancellationToken cancel = default) => actions.DoAsync(
        new UserAction("submit", AccessRole.Operator) { Detail = parent is null ? spec.Name : $"{spec.Name}, a copy of {parent}" },
        () => submissions.SubmitAsync(spec, parent, request, cancel));

    public Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) => actions.DoAsync(
        new UserAction("clone", AccessRole.Operator, experiment) { Detail = Text(changes) },
        () => experiments.CloneAsync(experiment, changes, cancel));

    public Task PauseAsync(string experiment, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("pause", AccessRole.Operator, experiment), () => experiments.PauseAsync(experiment, cancel));

    public Task ResumeAsync(string experiment, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("resume", AccessRole.Operator, experiment), () => experiments.ResumeAsync(experiment, cancel));

    public Task StopAsync(string experiment, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("stop", AccessRole.Operator, experiment), () => experiments.StopAsync(experiment, cancel));

    public Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("cancel", AccessRole.Operator, experiment, trial), () => experiments.CancelTrialAsync(experiment, trial, cancel));

    public Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) => actions.DoAsync(
        new UserAction("extend", AccessRole.Operator, experiment) { Detail = Text(changes) },
        () => experiments.ExtendAsync(experiment, changes, cancel));

    public Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default) => actions.DoAsync(
        new UserAction("configure", AccessRole.Operator, experiment) { Detail = FormattableString.Invariant($"parallel {parallel?.ToString() ?? "unlimited"}, priority {priority}") },
        () => experiments.ConfigureAsync(experiment, parallel, priority, cancel));

    public Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default) => actions.DoAsync(
        new UserAction("adjust", AccessRole.Operator, experiment, trial) { Detail = $"{path}={value}" },
        () => experiments.AdjustAsync(experiment, trial, path, value, cancel));

    public async Task<IReadOnlyList<int>> EnqueueAsync(
        string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default)
    {
        IReadOnlyList<int> numbers = [];
        await actions.DoAsync(
            new UserAction("enqueue", AccessRole.Operator, experiment) { Detail = JsonSerializer.Serialize(points) },
            async () => numbers = await experiments.EnqueueAsync(experiment, points, cancel));
        return numbers;
    }

    // Not noted one by one: scripts ask and tell all the time, and the experiment's own events say what came of it.
    public async Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Operator);
        return await experiments.AskAsync(experiment, worker, lease, cancel);
    }

    public async Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default)
    {
        await actions.RequireAsync(AccessRole.Operator);
        return await experiments.TellAsync(experiment, trial, told, cancel);
    }

    public Task DeleteAsync(string experiment, CancellationToken cancel = default) =>
        actions.DoAsync(new UserAction("delete", AccessRole.Admin, experiment), () => experiments.DeleteAsync(experiment, cancel));

    private static string Text(IReadOnlyList<SpecOverride> changes) => string.Join(", ", changes.Select(change => $"{string.Join('.', change.Keys)}={change.Value}"));
}
