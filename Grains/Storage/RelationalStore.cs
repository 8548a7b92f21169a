using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>The experiment store over a relational database.</summary>
public abstract class RelationalStore : IExperimentStore
{
    private GroupCommit? _writer;

    /// <inheritdoc/>
    public Task CreateAsync(ExperimentInfo experiment, CancellationToken cancel = default) =>
        Writer.WriteAsync(1, connection => ExperimentWrites.Create(connection, experiment));

    /// <inheritdoc/>
    public Task<ExperimentSnapshot> TakeOverAsync(string experiment, CancellationToken cancel = default) =>
        Writer.WriteAsync(1, connection => ExperimentWrites.TakeOver(connection, experiment));

    /// <inheritdoc/>
    public Task WriteAsync(ExperimentChange change) =>
        Writer.WriteAsync(change.Rows, connection => ExperimentWrites.Change(connection, change));

    /// <inheritdoc/>
    public Task<ExperimentInfo> GetAsync(string experiment, CancellationToken cancel = default) =>
        ReadAsync(connection => ExperimentReads.Get(connection, experiment), cancel);

    /// <inheritdoc/>
    public Task<Page<ExperimentInfo>> ListAsync(ExperimentQuery query, CancellationToken cancel = default) =>
        ReadAsync(connection => ExperimentReads.List(connection, query), cancel);

    /// <inheritdoc/>
    public Task<Page<TrialInfo>> TrialsAsync(string experiment, TrialQuery query, CancellationToken cancel = default) =>
        ReadAsync(connection => TrialReads.Page(connection, experiment, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MetricSeries>> MetricsAsync(string experiment, MetricQuery query, CancellationToken cancel = default) =>
        ReadAsync(connection => MetricReads.Read(connection, experiment, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ArtifactInfo>> ArtifactsAsync(string experiment, int? trial = null, CancellationToken cancel = default) =>
        ReadAsync(connection => ArtifactReads.Read(connection, experiment, trial), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int trial, CancellationToken cancel = default) =>
        ReadAsync(connection => AttemptReads.Read(connection, experiment, trial), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialRecord>> CompletedAsync(string experiment, CancellationToken cancel = default) =>
        ReadAsync(connection => TrialReads.Completed(connection, ExperimentReads.Key(connection, experiment)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExperimentEvent>> EventsAsync(string experiment, long after, int limit, CancellationToken cancel = default) =>
        ReadAsync(connection => EventReads.Read(connection, experiment, after, limit), cancel);

    /// <inheritdoc/>
    public virtual async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a connection for reading; it is closed after use, so pooling pays.</summary>
    internal abstract StoreConnection OpenReader();

    /// <summary>Opens the connection that writes.</summary>
    internal abstract StoreConnection OpenWriter();

    /// <summary>Starts the writer; a store that never does is read-only.</summary>
    private protected void StartWriter() => _writer = new GroupCommit(OpenWriter);

    private GroupCommit Writer => _writer ?? throw new StoreException("the store is open for reading only");

    // Database drivers block, and grains must not: every read runs on a pool thread.
    private Task<T> ReadAsync<T>(Func<StoreConnection, T> read, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var connection = OpenReader();
            return read(connection);
        },
        cancel);
}
