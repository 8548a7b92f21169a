using System.Net;
using ActorTraining.Client.Http;
using ActorTraining.Client.Streams;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis;
using ActorTraining.Experiments.Analysis.Parallel;
using ActorTraining.Experiments.Streams;

namespace ActorTraining.Client;

/// <content>What changes nothing.</content>
public sealed partial class ActorTrainingClient
{
    /// <inheritdoc/>
    public Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default) => _connection.GetAsync<ExperimentInfo>(Of(experiment), experiment, cancel);

    /// <inheritdoc/>
    /// <example><code>var running = await client.ListAsync(new ExperimentQuery { States = [ExperimentState.Running] });</code></example>
    public Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default) => _connection.GetAsync<Page<ExperimentInfo>>(
        new QueryText("experiments").WithEach("state", query.States).With("name", query.NameContains)
            .With("text", query.Text).With("tag", query.Tag).With("job", query.Job).With("offset", query.Offset).With("limit", query.Limit), null, cancel);

    /// <inheritdoc/>
    /// <example><code>var best = (await client.TrialsAsync(id, new TrialQuery { BestFirst = true, Limit = 1 })).Items[0];</code></example>
    public Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default) => _connection.GetAsync<Page<TrialInfo>>(
        Of(experiment, "trials").WithEach("state", query.States).WithEach("filter", query.Filters)
            .With("sort", query.BestFirst ? "objective" : query.Sort.ToString()).With("desc", query.BestFirst ? null : query.Descending ? "true" : "false")
            .With("offset", query.Offset).With("limit", query.Limit),
        experiment,
        cancel);

    /// <inheritdoc/>
    /// <example><code>var losses = await client.MetricsAsync(id, new MetricQuery { Metrics = ["train.loss"], MaxPoints = 1000 });</code></example>
    public async Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default)
    {
        // A list of nothing finds nothing; in an address it could not be told from no list.
        if (query.Trials is { Count: 0 } || query.Metrics is { Count: 0 })
        {
            await GetAsync(experiment, cancel);
            return [];
        }

        return await _connection.GetAsync<IReadOnlyList<MetricSeries>>(
            Of(experiment, "metrics").WithEach("trial", query.Trials).WithEach("metric", query.Metrics).With("maxPoints", query.MaxPoints).With("times", query.Times ? "true" : null), experiment, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default) => _connection.GetAsync<IReadOnlyList<ArtifactInfo>>(
        trial is { } number ? Of(experiment, "trials", $"{number}", "artifacts") : Of(experiment, "artifacts"), experiment, cancel);

    /// <inheritdoc/>
    /// <remarks>The content is not held in memory; where the connection breaks it goes on behind the last byte that came. At its end it is checked against the SHA-256 that was stored with it:
    /// reading a damaged one ends with <see cref="InvalidDataException"/>.</remarks>
    /// <example>
    /// <code>
    /// await using var weights = await client.OpenArtifactAsync(id, trial: 3, "weights.safetensors");
    /// await using var file = File.Create("weights.safetensors");
    /// await weights.CopyToAsync(file);
    /// </code>
    /// </example>
    public async Task<Stream> OpenArtifactAsync(string experiment, int trial, string name, CancellationToken cancel = default)
    {
        try
        {
            var content = await ArtifactStream.OpenAsync(_connection, Of(experiment, "trials", $"{trial}", "artifacts").Name(name), experiment, cancel);
            return new VerifiedStream(content, content.Sha256, $"the content of '{name}' of trial {trial} of '{experiment}'");
        }
        catch (HttpRequestException missing) when (missing is { StatusCode: HttpStatusCode.NotFound } and not ForeignAnswerException)
        {
            throw new FileNotFoundException($"trial {trial} of '{experiment}' has no artifact '{name}'", name, missing);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Where the connection breaks, or the server is killed and starts again, the stream goes on behind the last stored event: none is missing, none comes twice.
    /// It gives up with <see cref="HttpRequestException"/> when the server was away for <see cref="ClientOptions.Patience"/>.</remarks>
    /// <example>
    /// <code>
    /// await foreach (var happened in client.WatchAsync(id))
    ///     if (happened is TrialChanged { Trial.State: TrialState.Completed } end)
    ///         Console.WriteLine($"trial {end.Trial.Number}: {end.Trial.Objective}");
    /// </code>
    /// </example>
    public IAsyncEnumerable<ExperimentEvent> WatchAsync(string experiment, long after = 0, CancellationToken cancel = default) =>
        new EventStream(_connection, experiment).ReadAsync(after, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default)
    {
        try
        {
            return await _connection.GetAsync<IReadOnlyList<AttemptInfo>>(Of(experiment, "trials", $"{trial}", "attempts"), experiment, cancel);
        }
        catch (HttpRequestException missing) when (missing is { StatusCode: HttpStatusCode.NotFound } and not ForeignAnswerException)
        {
            // No trial of this number yet, and so no attempts.
            return [];
        }
    }

    /// <summary>What the results of an experiment say about its parameters: which of them the objective depends on, where they are best, contours over pairs of them, how early trials can be told apart,
    /// with several objectives the Pareto front and its hypervolume, and all of it in sentences.</summary>
    /// <remarks>Worked out by the server, and up to 15 seconds old while trials run. The extension method of the same name works it out here, from any <see cref="IExperiments"/>.</remarks>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    /// <example><code>foreach (var finding in (await client.AnalyseAsync(id)).Findings) Console.WriteLine(finding);</code></example>
    public Task<AnalysisReport> AnalyseAsync(string experiment, CancellationToken cancel = default) =>
        _connection.GetAsync<AnalysisReport>(Of(experiment, "analysis"), experiment, cancel);

    /// <summary>The trials of an experiment as lines through their choices to their objectives: the data of parallel coordinates and of slices.</summary>
    /// <exception cref="UnknownExperimentException">There is no such experiment.</exception>
    /// <example><code>var lines = await client.ParallelAsync(id); Console.WriteLine(string.Join('\t', lines.Axes.Select(axis => axis.Name)));</code></example>
    public Task<ParallelCoordinates> ParallelAsync(string experiment, CancellationToken cancel = default) =>
        _connection.GetAsync<ParallelCoordinates>(Of(experiment, "analysis", "parallel"), experiment, cancel);

    /// <inheritdoc/>
    public Task<ClusterInfo> ClusterAsync(CancellationToken cancel = default) => _connection.GetAsync<ClusterInfo>(new QueryText("cluster"), null, cancel);

    /// <summary>Waits until an experiment has come to its end.</summary>
    /// <returns>The experiment as it ended.</returns>
    /// <exception cref="UnknownExperimentException">There is no such experiment, or it was deleted meanwhile.</exception>
    /// <example><code>var ended = await client.WaitAsync(id); Console.WriteLine($"{ended.State}: {ended.BestValue}");</code></example>
    public async Task<ExperimentInfo> WaitAsync(string experiment, CancellationToken cancel = default)
    {
        var info = await GetAsync(experiment, cancel);
        await foreach (var _ in WatchAsync(experiment, info.LastEvent, cancel))
        {
            // The stream ends with the experiment.
        }

        return await GetAsync(experiment, cancel);
    }

    private static QueryText Of(string experiment, params ReadOnlySpan<string> more) => new(["experiments", experiment, .. more]);
}
