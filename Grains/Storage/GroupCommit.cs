using System.Diagnostics;
using System.Threading.Channels;
using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Writes from many callers, committed together by one thread.</summary>
/// <remarks>
/// While one batch is being made durable the next one gathers, so a lone write waits for nobody and a hundred at once cost one commit.
/// Writes are applied in the order in which they came. While the database is away or full, the batch is repeated and the callers wait: the queue behind
/// it is bounded, so that they are held back instead of filling the memory.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxRows = 10_000;

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    // Callers wait for their answers, so this bound is only reached by thousands of trials at once; they then wait for a place.
    private readonly Channel<StoreWrite> _queue = Channel.CreateBounded<StoreWrite>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly ManualResetEventSlim _closing = new();
    private readonly Func<StoreConnection> _open;
    private readonly string _store;
    private readonly Dialect _dialect;
    private readonly TimeSpan _patience;
    private readonly Thread _thread;
    private StoreWriter? _writer;
    private long? _troubleSince;

    /// <summary>Starts the thread.</summary>
    /// <param name="open">Opens the connection that writes; called again after trouble with it.</param>
    /// <param name="store">The store's name, for messages.</param>
    /// <param name="dialect">Knows which trouble may pass.</param>
    /// <param name="patience">How long a batch is repeated while it fails of such trouble.</param>
    public GroupCommit(Func<StoreConnection> open, string store, Dialect dialect, TimeSpan patience)
    {
        (_open, _store, _dialect, _patience) = (open, store, dialect, patience);
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <summary>Runs a write in the next transaction; completes when it is durable.</summary>
    /// <param name="rows">The rows that it writes.</param>
    /// <param name="apply">Writes; the second argument says that an earlier try may have been committed.</param>
    public async Task<T> WriteAsync<T>(int rows, Func<StoreWriter, bool, T> apply)
    {
        var write = new StoreWrite<T>(rows, apply);
        try
        {
            if (!_queue.Writer.TryWrite(write))
            {
                await _queue.Writer.WriteAsync(write);
            }
        }
        catch (ChannelClosedException)
        {
            throw new StoreException("the store has been closed");
        }

        return await write.Done;
    }

    /// <summary>Writes what was accepted, without further patience, and ends the thread.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _closing.Set();
        await Task.Run(_thread.Join);
        _closing.Dispose();
    }

    private void Run()
    {
        var batch = new List<StoreWrite>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            for (var rows = 0; rows < MaxRows && _queue.Reader.TryRead(out var write); rows += write.Rows)
            {
                batch.Add(write);
            }

            Write(batch);
            batch.Clear();
        }

        Disconnect();
    }

    private void Write(List<StoreWrite> batch)
    {
        for (var wait = FirstWait; ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                Commit(batch);
                _troubleSince = null;
                return;
            }
            catch (Exception e)
            {
                Disconnect();
                if (_dialect.IsPassing(e) && IsPatient() && !_closing.Wait(wait))
                {
                    continue;
                }

                if (!_dialect.IsPassing(e) && batch.Count > 1)
                {
                    // One of them is more than the database can take, and the others shall not suffer for it: alone, only that one fails.
                    batch.ForEach(write => Write([write]));
                    return;
                }

                var error = new StoreException($"the store '{_store}' could not be written: {_dialect.Describe(e)}", e);
                batch.ForEach(write => write.Fail(error));
                return;
            }
        }
    }

    private void Commit(List<StoreWrite> batch)
    {
        _writer ??= new StoreWriter(_open());
        _writer.Begin();
        var refused = new Dictionary<StoreWrite, Exception>();
        foreach (var write in batch)
        {
            try
            {
                write.Apply(_writer);
            }
            catch (RefusedWriteException e)
            {
                refused.Add(write, e.InnerException!);
            }
        }

        _writer.Flush();
        try
        {
            _writer.Commit();
        }
        catch
        {
            batch.ForEach(write => write.InDoubt = true);
            throw;
        }

        // A refusal may rest on what another write of this batch did, so it stands only now.
        foreach (var write in batch)
        {
            if (refused.TryGetValue(write, out var reason))
            {
                write.Fail(reason);
            }
            else
            {
                write.Succeed();
            }
        }
    }

    private bool IsPatient()
    {
        _troubleSince ??= Stopwatch.GetTimestamp();
        return Stopwatch.GetElapsedTime(_troubleSince.Value) < _patience;
    }

    // A connection is in doubt after an error of the database: the next try gets a new one, and the rows that had gathered are gone with it.
    private void Disconnect()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (Exception)
        {
            // It was broken already; whatever is wrong with it, the next try tells.
        }

        _writer = null;
    }
}
