using System.Threading.Channels;
using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Writes from many callers, committed together by one thread.</summary>
/// <remarks>
/// While one batch is being made durable the next one gathers, so a lone write waits for nobody and a hundred at once cost one commit.
/// Writes are applied in the order in which they came.
/// </remarks>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MaxRows = 1000;

    // Callers wait for their answers, so this bound is only reached by thousands of trials at once; they then wait for a place.
    private readonly Channel<StoreWrite> _queue = Channel.CreateBounded<StoreWrite>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly Func<StoreConnection> _open;
    private readonly Thread _thread;

    public GroupCommit(Func<StoreConnection> open)
    {
        _open = open;
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    public async Task<T> WriteAsync<T>(int rows, Func<StoreConnection, T> apply)
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

    public ValueTask DisposeAsync()
    {
        // What was accepted is still written; the thread ends when the queue is empty.
        _queue.Writer.TryComplete();
        return new ValueTask(Task.Run(_thread.Join));
    }

    private void Run()
    {
        StoreConnection? connection = null;
        var batch = new List<StoreWrite>();
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            for (var rows = 0; rows < MaxRows && _queue.Reader.TryRead(out var write); rows += write.Rows)
            {
                batch.Add(write);
            }

            try
            {
                connection ??= _open();
                Commit(connection, batch);
            }
            catch (Exception e)
            {
                // The connection is in doubt after an error of the database: the next batch gets a new one.
                connection?.Dispose();
                connection = null;
                batch.ForEach(write => write.Fail(new StoreException($"the store could not be written: {e.Message}", e)));
            }

            batch.Clear();
        }

        connection?.Dispose();
    }

    private static void Commit(StoreConnection connection, List<StoreWrite> batch)
    {
        connection.Begin();
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                batch[i].Apply(connection);
            }
            catch (RefusedWriteException refused)
            {
                batch[i].Fail(refused.InnerException!);
                batch.RemoveAt(i--);
            }
        }

        connection.Commit();
        batch.ForEach(write => write.Succeed());
    }
}
