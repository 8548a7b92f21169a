using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ActorTraining.Client.Http;
using ActorTraining.Experiments;
using ActorTraining.Experiments.External;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Client;

/// <content>What changes something.</content>
public sealed partial class ActorTrainingClient
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <inheritdoc/>
    /// <remarks>Where the spec was read from a file and nothing of it was changed since, the server gets the file's text with its comments.</remarks>
    public Task<string> SubmitAsync(ExperimentSpec spec, CancellationToken cancel = default) => CreateAsync(
        new QueryText("experiments"),
        null,
        () => SourceOf(spec) is { } yaml ? Yaml(yaml) : JsonContent.Create(SpecJson.Write(spec), options: ExperimentJson.Options),
        cancel);

    /// <summary>Submits the experiment of a YAML file as it stands; the server reads it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The identifier.</returns>
    /// <exception cref="InvalidSpecException">The spec has faults; the exception lists all of them with their lines. Nothing was stored.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <example><code>var id = await client.SubmitFileAsync("examples/mnist-learning-rates.yaml");</code></example>
    public async Task<string> SubmitFileAsync(string path, CancellationToken cancel = default)
    {
        var yaml = await File.ReadAllTextAsync(path, cancel);
        return await CreateAsync(new QueryText("experiments"), null, () => Yaml(yaml), cancel);
    }

    /// <inheritdoc/>
    public Task PauseAsync(string experiment, CancellationToken cancel = default) => PostAsync(Of(experiment, "pause"), Repetition.Always, experiment, cancel);

    /// <inheritdoc/>
    public Task ResumeAsync(string experiment, CancellationToken cancel = default) => PostAsync(Of(experiment, "resume"), Repetition.Always, experiment, cancel);

    /// <inheritdoc/>
    public Task StopAsync(string experiment, CancellationToken cancel = default) => PostAsync(Of(experiment, "stop"), Repetition.Always, experiment, cancel);

    /// <inheritdoc/>
    public Task CancelTrialAsync(string experiment, int trial, CancellationToken cancel = default) =>
        PostAsync(Of(experiment, "trials", $"{trial}", "cancel"), Repetition.IfUnheard, experiment, cancel);

    /// <inheritdoc/>
    /// <example><code>var longer = await client.CloneAsync(id, [SpecOverride.Parse("params.epochs=32")]);</code></example>
    public Task<string> CloneAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) =>
        CreateAsync(Of(experiment, "clone"), experiment, () => Json(new { Changes = Texts(changes) }), cancel);

    /// <inheritdoc/>
    /// <example><code>await client.ExtendAsync(id, [SpecOverride.Parse("search.trials=50")]);</code></example>
    public Task ExtendAsync(string experiment, IReadOnlyList<SpecOverride> changes, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, Of(experiment, "extend"), () => Json(new { Changes = Texts(changes) }), Repetition.IfUnheard, experiment, cancel);

    /// <inheritdoc/>
    public Task ConfigureAsync(string experiment, int? parallel, int priority, CancellationToken cancel = default)
    {
        if (parallel is { } most)
            ArgumentOutOfRangeException.ThrowIfLessThan(most, 1, nameof(parallel));
        // A member that is null is one that is left out elsewhere; here it says something.
        return CommandAsync(
            HttpMethod.Patch, Of(experiment), () => Json(new Dictionary<string, int?> { ["parallel"] = parallel, ["priority"] = priority }), Repetition.Always, experiment, cancel);
    }

    /// <inheritdoc/>
    /// <example><code>await client.AdjustAsync(id, trial: 2, "optimizer.lr", JsonSerializer.SerializeToElement(0.01));</code></example>
    public Task AdjustAsync(string experiment, int trial, string path, JsonElement value, CancellationToken cancel = default) =>
        CommandAsync(HttpMethod.Post, Of(experiment, "trials", $"{trial}", "adjust"), () => Json(new { path, value }), Repetition.IfUnheard, experiment, cancel);

    /// <inheritdoc/>
    /// <example><code>await client.EnqueueAsync(id, [new Dictionary&lt;string, JsonElement&gt; { ["lr"] = JsonSerializer.SerializeToElement(0.1) }]);</code></example>
    public async Task<IReadOnlyList<int>> EnqueueAsync(string experiment, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> points, CancellationToken cancel = default) =>
        (await AnswerAsync<Enqueued>(Of(experiment, "trials"), new { points }, Repetition.IfUnheard, experiment, cancel)).Trials;

    /// <inheritdoc/>
    /// <remarks><see cref="External.ExternalWorker"/> asks, tells and gives signs of life by itself.</remarks>
    public Task<AskAnswer> AskAsync(string experiment, string worker, TimeSpan lease, CancellationToken cancel = default)
    {
        ToldFaults.ThrowIfAny(worker, lease);
        return AnswerAsync<AskAnswer>(Of(experiment, "ask"), new { worker, lease = lease.TotalSeconds }, Repetition.Always, experiment, cancel);
    }

    /// <inheritdoc/>
    /// <remarks>Tried again after any failure where <see cref="ToldTrial.Sequence"/> is given: then it counts once.</remarks>
    public Task<TellAnswer> TellAsync(string experiment, int trial, ToldTrial told, CancellationToken cancel = default) =>
        AnswerAsync<TellAnswer>(Of(experiment, "trials", $"{trial}", "tell"), told, told.Sequence > 0 ? Repetition.Always : Repetition.IfUnheard, experiment, cancel);

    /// <inheritdoc/>
    public async Task DeleteAsync(string experiment, CancellationToken cancel = default)
    {
        var schedule = RetrySchedule.ForCall(_connection.Options);
        try
        {
            await SendAsync(HttpMethod.Delete, Of(experiment), () => null, Repetition.Always, experiment, schedule, cancel);
        }
        catch (UnknownExperimentException) when (schedule.Retries > 0)
        {
            // An earlier try did it, and its answer was lost.
        }
    }

    private async Task<string> CreateAsync(QueryText path, string? parent, Func<HttpContent> content, CancellationToken cancel)
    {
        var key = Guid.NewGuid().ToString();
        HttpRequestMessage Create()
        {
            var request = _connection.Request(HttpMethod.Post, path);
            request.Headers.Add(IdempotencyKey, key);
            request.Content = content();
            return request;
        }

        var created = await _connection.SendAsync(
            Create, Repetition.Always, parent, (answer, stop) => answer.ReadAsync<Created>(stop), RetrySchedule.ForCall(_connection.Options), cancel);
        return created.Id;
    }

    private Task<T> AnswerAsync<T>(QueryText path, object content, Repetition repetition, string experiment, CancellationToken cancel)
    {
        HttpRequestMessage Create()
        {
            var request = _connection.Request(HttpMethod.Post, path);
            request.Content = Json(content);
            return request;
        }

        return _connection.SendAsync(Create, repetition, experiment, (answer, stop) => answer.ReadAsync<T>(stop), RetrySchedule.ForCall(_connection.Options), cancel);
    }

    private Task PostAsync(QueryText path, Repetition repetition, string experiment, CancellationToken cancel) =>
        CommandAsync(HttpMethod.Post, path, () => null, repetition, experiment, cancel);

    private Task CommandAsync(HttpMethod method, QueryText path, Func<HttpContent?> content, Repetition repetition, string experiment, CancellationToken cancel) =>
        SendAsync(method, path, content, repetition, experiment, RetrySchedule.ForCall(_connection.Options), cancel);

    private async Task SendAsync(
        HttpMethod method, QueryText path, Func<HttpContent?> content, Repetition repetition, string experiment, RetrySchedule schedule, CancellationToken cancel)
    {
        HttpRequestMessage Create()
        {
            var request = _connection.Request(method, path);
            request.Content = content();
            return request;
        }

        using var done = await _connection.OpenAsync(Create, repetition, experiment, schedule, cancel);
    }

    /// <summary>The text that a spec was read from, where it still says what the spec says.</summary>
    private static string? SourceOf(ExperimentSpec spec)
    {
        if (spec.Source is not { } source)
            return null;
        try
        {
            return SpecYaml.Read(source, JobCatalog.Default) == spec ? source : null;
        }
        catch (InvalidSpecException)
        {
            // A job that only the server knows: it gets the spec itself.
            return null;
        }
    }

    private static StringContent Yaml(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));

    private static JsonContent Json<T>(T value) => JsonContent.Create(value, options: ExperimentJson.Options);

    private static string[] Texts(IEnumerable<SpecOverride> changes) => [.. changes.Select(change => $"{string.Join('.', change.Keys)}={change.Value.GetRawText()}")];

    private sealed record Created(string Id);
}
