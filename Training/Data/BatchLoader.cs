using System.Runtime.ExceptionServices;

namespace ActorTraining.Training.Data;

/// <summary>Gives the batches of an epoch, one after another. All memory is taken at the start. For one thread.</summary>
/// <example><code>
/// using var loader = new BatchLoader(dataset.Train, new BatchOptions(64, scaling) { Augmentation = augmentation, Prefetch = true });
/// random.Permutation(order);                       // as torch.randperm
/// loader.BeginEpoch(epoch, order, done);           // done: the images that an earlier attempt has trained on
/// while (loader.TryNext(out ImageBatch batch))
///     model.TrainStep(batch.Images, batch.Labels);
/// </code></example>
public sealed class BatchLoader : IDisposable
{
    private readonly ImageSet _set;
    private readonly BatchOptions _options;
    private readonly BatchBuffer[] _buffers;
    private readonly int[] _order;
    private readonly Worker? _worker;
    private int _epoch;
    private int _asked;
    private int _given;
    private int _last;

    /// <summary>Creates a loader.</summary>
    /// <param name="set">The images.</param>
    /// <param name="options">How batches are made.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size of a batch is below 1.</exception>
    public BatchLoader(ImageSet set, BatchOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Size, 1, nameof(options));
        _set = set;
        _options = options;
        int size = Math.Min(options.Size, Math.Max(set.Count, 1));
        _buffers = [.. Enumerable.Range(0, options.Prefetch ? 2 : 1).Select(_ => new BatchBuffer(size, set.Shape))];
        _order = new int[set.Count];
        _worker = options.Prefetch ? new Worker(Fill) : null;
    }

    /// <summary>The batches that the epoch has, those before its beginning included.</summary>
    public int Batches => (_last + _options.Size - 1) / _options.Size;

    /// <summary>Begins an epoch; one that is not at its end is left.</summary>
    /// <param name="epoch">Its number, which decides how images are varied.</param>
    /// <param name="order">The indices of the images, at most as many as the set has.</param>
    /// <param name="done">The images at the beginning of the order that are left out: a multiple of the batch.</param>
    /// <exception cref="ArgumentException">There are more indices than images, or <paramref name="done"/> is no beginning of a batch.</exception>
    public void BeginEpoch(int epoch, ReadOnlySpan<int> order, int done = 0)
    {
        if (order.Length > _order.Length || done < 0 || done > order.Length || (done % _options.Size != 0 && done != order.Length))
        {
            throw new ArgumentException($"{done} of {order.Length} images are not whole batches of {_options.Size} from a set of {_order.Length}.", nameof(order));
        }

        for (; _worker is not null && _given < _asked; _given++)
        {
            _worker.WaitForOne();
        }

        order.CopyTo(_order);
        _epoch = epoch;
        _last = order.Length;
        _asked = _given = (done + _options.Size - 1) / _options.Size;
        while (_worker is not null && _asked < Math.Min(Batches, _given + _buffers.Length - 1))
        {
            _worker.AskFor(_asked++);
        }
    }

    /// <summary>Gives the next batch of the epoch.</summary>
    /// <param name="batch">Valid until the next call.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryNext(out ImageBatch batch)
    {
        if (_given >= Batches)
        {
            batch = default;
            return false;
        }

        if (_worker is null)
        {
            Fill(_given);
        }
        else
        {
            _worker.WaitForOne();
            if (_asked < Batches)
            {
                _worker.AskFor(_asked++);
            }
        }

        batch = _buffers[_given % _buffers.Length].Batch;
        _given++;
        return true;
    }

    /// <summary>Ends the loader's thread.</summary>
    public void Dispose() => _worker?.Dispose();

    private void Fill(int number)
    {
        int start = number * _options.Size;
        _buffers[number % _buffers.Length].Fill(_set, _order.AsSpan(start, Math.Min(_options.Size, _last - start)), _options, _epoch);
    }

    /// <summary>The thread that makes batches ahead.</summary>
    private sealed class Worker : IDisposable
    {
        private readonly Action<int> _fill;
        private readonly SemaphoreSlim _asked = new(0);
        private readonly SemaphoreSlim _ready = new(0);
        private readonly Thread _thread;
        private volatile bool _ended;
        private int _number;
        private ExceptionDispatchInfo? _fault;

        public Worker(Action<int> fill)
        {
            _fill = fill;
            _thread = new Thread(Run) { IsBackground = true, Name = "batches" };
            _thread.Start();
        }

        /// <summary>Asks for a batch; only one is asked for at a time.</summary>
        public void AskFor(int number)
        {
            _number = number;
            _asked.Release();
        }

        /// <summary>Waits for the batch that was asked for.</summary>
        public void WaitForOne()
        {
            _ready.Wait();
            _fault?.Throw();
        }

        public void Dispose()
        {
            _ended = true;
            _asked.Release();
            _thread.Join();
            _asked.Dispose();
            _ready.Dispose();
        }

        private void Run()
        {
            while (true)
            {
                _asked.Wait();
                if (_ended)
                {
                    return;
                }

                try
                {
                    _fill(_number);
                }
                catch (Exception error)
                {
                    _fault = ExceptionDispatchInfo.Capture(error);
                }

                _ready.Release();
            }
        }
    }
}
