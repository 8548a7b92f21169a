using System.Data.Common;
using ActorTraining.Grains.Storage;

namespace ActorTraining.Grains.Blobs;

/// <summary>Reads a blob from the rows of its parts, one part in memory at a time.</summary>
/// <remarks>It is a single query, which sees the blob as it was when it began, whatever is written meanwhile. Drivers block, so parts are fetched on a pool thread.</remarks>
internal sealed class BlobRowStream : Stream
{
    private readonly StoreConnection _connection;
    private readonly DbDataReader _rows;
    private ReadOnlyMemory<byte> _part;

    private BlobRowStream(StoreConnection connection, DbDataReader rows) => (_connection, _rows) = (connection, rows);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens a blob.</summary>
    /// <param name="connection">Closed with the stream, or at once when the first part is all.</param>
    /// <param name="key">The blob's key.</param>
    /// <returns>Null when there is none of this key.</returns>
    public static Stream? Open(StoreConnection connection, string key)
    {
        var stream = new BlobRowStream(connection, connection.Query("SELECT content, size FROM blobs WHERE key = $1 ORDER BY part", key));
        if (!stream.Next())
        {
            stream.Dispose();
            return null;
        }

        return stream.IsAll() ? stream.Detach() : stream;
    }

    public override int Read(Span<byte> buffer)
    {
        while (_part.IsEmpty)
        {
            if (!Next())
            {
                return 0;
            }
        }

        var count = Math.Min(buffer.Length, _part.Length);
        _part.Span[..count].CopyTo(buffer);
        _part = _part[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return _part.IsEmpty ? await Task.Run(() => Read(buffer.Span), cancellationToken) : Read(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
            _connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsAll() => _part.Length == _rows.GetInt64(1);

    // A small blob keeps no connection, however long it is read.
    private MemoryStream Detach()
    {
        Dispose();
        return new MemoryStream(_part.ToArray(), writable: false);
    }

    private bool Next()
    {
        try
        {
            if (!_rows.Read())
            {
                return false;
            }

            _part = (byte[])_rows.GetValue(0);
            return true;
        }
        catch (DbException e)
        {
            throw new IOException($"the blob could not be read to its end: {e.Message}", e);
        }
    }
}
