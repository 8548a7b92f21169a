using System.Diagnostics;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;

namespace ActorTraining.Grains.Storage;

/// <summary>The experiment store over a relational database.</summary>
public abstract class RelationalStore : IExperimentStore
{
    private static readonly TimeSpan ReadAgain = TimeSpan.FromMilliseconds(100);

    private readonly Dialect _dialect;
    private readonly StoreOptions _options;
    private GroupCommit? _writer;

    private protected RelationalStore(Dialect dialect, string name, StoreOptions options) => (_dialect, Name, _options) = (dialect, name, options);

    /// <summary>Which store this is, for messages: a file, or a server and its database.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public Task<string> CreateAsync(ExperimentInfo experiment, RequestKey? request = null, CancellationToken cancel = default) =>
        Writer.WriteAsync(1, (writer, inDoubt) => ExperimentWrites.Create(writer.Direct(), experiment, request, inDoubt)).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task<ExperimentSnapshot> TakeOverAsync(string experiment, CancellationToken cancel = default) =>
        Writer.WriteAsync(1, (writer, _) => ExperimentWrites.TakeOver(writer.Direct(), experiment)).WaitAsync(cancel);

    /// <inheritdoc/>
    public Task WriteAsync(ExperimentChange change) => Writer.WriteAsync(change.Rows, (writer, _) =>
    {
        writer.Add(change);
        return true;
    });

    /// <inheritdoc/>
    public async Task DeleteAsync(string experiment, CancellationToken cancel = default)
    {
        var key = await Writer.WriteAsync(1, (writer, inDoubt) => Deletion.Hide(writer.Direct(), experiment, inDoubt)).WaitAsync(cancel);

        // Step by step, so that the reports of running experiments are not kept waiting.
        while (key is { } left && await Writer.WriteAsync(Deletion.StepRows, (writer, _) => Deletion.Step(writer.Direct(), left)).WaitAsync(cancel))
        {
        }
    }

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
    public Task<IReadOnlyList<AttemptInfo>> AttemptsAsync(string experiment, int? trial = null, CancellationToken cancel = default) =>
        ReadAsync(connection => AttemptReads.Read(connection, experiment, trial), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialRecord>> CompletedAsync(string experiment, CancellationToken cancel = default) =>
        ReadAsync(connection => TrialReads.Completed(connection, ExperimentReads.Key(connection, experiment)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ExperimentEvent>> EventsAsync(string experiment, long after, int limit, CancellationToken cancel = default) =>
        ReadAsync(connection => EventReads.Read(connection, experiment, after, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> ReferencedArtifactsAsync(IReadOnlyCollection<string> sha256, CancellationToken cancel = default) =>
        ReadAsync(connection => BlobReferenceReads.Artifacts(connection, sha256), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> ReferencedCheckpointsAsync(string experiment, CancellationToken cancel = default) =>
        ReadAsync(connection => BlobReferenceReads.Checkpoints(connection, experiment), cancel);

    /// <inheritdoc/>
    public Task<DateTimeOffset?> OldestRunningAsync(CancellationToken cancel = default) => ReadAsync(BlobReferenceReads.OldestRunning, cancel);

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

    /// <summary>Writes blobs in the next transaction.</summary>
    /// <exception cref="StoreException">The store could not be written.</exception>
    internal virtual Task<T> WriteBlobAsync<T>(int rows, Func<StoreConnection, T> write) => Writer.WriteAsync(rows, (writer, _) => write(writer.Direct()));

    /// <summary>Reads what is there at one moment.</summary>
    /// <remarks>Database drivers block, and grains must not: every read runs on a pool thread.</remarks>
    /// <exception cref="StoreException">The store could not be read.</exception>
    internal Task<T> ReadAsync<T>(Func<StoreConnection, T> read, CancellationToken cancel) => RepeatAsync(
        () =>
        {
            using var connection = OpenReader();
            connection.BeginSnapshot();
            return read(connection);
        },
        cancel);

    /// <summary>Begins to read with a connection that stays open when this returns.</summary>
    /// <param name="read">Sees to it that the connection is closed in the end, unless it throws.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">The store could not be read.</exception>
    internal Task<T> KeepReadingAsync<T>(Func<StoreConnection, T> read, CancellationToken cancel) => RepeatAsync(
        () =>
        {
            var connection = OpenReader();
            try
            {
                return read(connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        },
        cancel);

    private Task<T> RepeatAsync<T>(Func<T> read, CancellationToken cancel) => Task.Run(
        async () =>
        {
            for (var (began, wait) = (Stopwatch.GetTimestamp(), ReadAgain); ; wait *= 2)
            {
                try
                {
                    return read();
                }
                catch (Exception e) when (_dialect.IsPassing(e) && Stopwatch.GetElapsedTime(began) + wait < _options.ReadPatience)
                {
                    // A server that was restarted has left dead connections in the pool; the next one is new.
                }
                catch (Exception e) when (_dialect.IsDatabaseError(e))
                {
                    throw new StoreException($"the store '{Name}' could not be read: {_dialect.Describe(e)}", e);
                }

                await Task.Delay(wait, cancel);
            }
        },
        cancel);

    /// <summary>Starts the writer; a store that never does is read-only.</summary>
    private protected void StartWriter() => _writer = NewWriter();

    /// <summary>A writer with a connection of its own.</summary>
    private protected GroupCommit NewWriter() => new(OpenWriter, Name, _dialect, _options.WritePatience);

    private GroupCommit Writer => _writer ?? throw new StoreException($"the store '{Name}' is open for reading only");
}
