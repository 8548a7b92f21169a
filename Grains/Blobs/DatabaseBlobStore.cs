using System.Globalization;
using System.Runtime.CompilerServices;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Blobs;

/// <summary>Blobs in the table <c>blobs</c> of the experiment store's database: for small ones, and for a cluster that shares nothing else.</summary>
/// <remarks>A blob is cut into parts of one megabyte, so that neither writing nor reading a large one needs it in one piece.</remarks>
/// <param name="store">The store, opened for writing where blobs are written.</param>
/// <param name="time">The clock for <see cref="BlobInfo.Written"/>; null for the system's.</param>
public sealed class DatabaseBlobStore(RelationalStore store, TimeProvider? time = null) : IBlobStore
{
    private const int PartSize = 1 << 20;

    // A batch of the group commit is bounded by rows; a row of the other tables has some hundred bytes.
    private const int BytesPerRow = 1024;

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task PutAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        BlobKey.Check(key);
        return store.WriteBlobAsync(1 + (content.Length / BytesPerRow), connection =>
        {
            if (cancel.IsCancellationRequested)
            {
                throw new RefusedWriteException(new OperationCanceledException(cancel));
            }

            Put(connection, key, content.Span);
            return true;
        });
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(string key, CancellationToken cancel = default)
    {
        BlobKey.Check(key);
        return store.KeepReadingAsync(connection => BlobRowStream.Open(connection, key), cancel);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancel = default)
    {
        BlobKey.Check(key);
        return store.WriteBlobAsync(1, connection => connection.Execute("DELETE FROM blobs WHERE key = $1", key));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string key, DateTimeOffset before, CancellationToken cancel = default)
    {
        BlobKey.Check(key);
        return store.WriteBlobAsync(1, connection =>
        {
            // Every write begins with the first part, so its row decides who comes first; a writer that was first has renewed the time when this returns.
            var old = connection.Scalar(
                $"SELECT part FROM blobs WHERE key = $1 AND part = 0 AND written < $2{connection.Dialect.ForUpdate}", key, before.ToUnixTimeMilliseconds()) is not null;
            return old && connection.Execute("DELETE FROM blobs WHERE key = $1", key) > 0;
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobInfo> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        const int Page = 1000;
        // '0' follows '/' in ASCII, so this is the first key behind those that begin with the prefix; and no key has a brace.
        var end = BlobKey.CheckPrefix(prefix).Length > 0 ? $"{prefix[..^1]}0" : "{";
        var after = prefix;
        while (true)
        {
            var from = after;
            var page = await store.ReadAsync(
                connection => connection
                    .Query(string.Create(CultureInfo.InvariantCulture, $"SELECT key, size, written FROM blobs WHERE key > $1 AND key < $2 AND part = 0 ORDER BY key LIMIT {Page}"), from, end)
                    .ReadAll(row => new BlobInfo(row.GetString(0), row.GetInt64(1), StoredTime.FromStored(row.GetInt64(2))!.Value)),
                cancel);
            foreach (var blob in page)
            {
                yield return blob;
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].Key;
        }
    }

    private void Put(StoreConnection connection, string key, ReadOnlySpan<byte> content)
    {
        var written = _time.GetUtcNow().ToUnixTimeMilliseconds();
        var parts = Math.Max(1, (content.Length + PartSize - 1) / PartSize);
        for (var part = 0; part < parts; part++)
        {
            connection.Execute(
                "INSERT INTO blobs (key, part, size, written, content) VALUES ($1, $2, $3, $4, $5) " +
                "ON CONFLICT (key, part) DO UPDATE SET size = excluded.size, written = excluded.written, content = excluded.content",
                key, part, (long)content.Length, written, content[(part * PartSize)..Math.Min(content.Length, (part + 1) * PartSize)].ToArray());
        }

        connection.Execute("DELETE FROM blobs WHERE key = $1 AND part >= $2", key, parts);
    }
}
