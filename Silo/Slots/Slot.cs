using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Silo.Slots;

/// <summary>A place where one trial at a time runs, on a thread of its own.</summary>
internal sealed class Slot : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _start = new(0, 1);
    private readonly Thread _thread;
    private SlotWork? _work;
    private TaskCompletionSource? _done;
    private bool _closed;

    public Slot(string name, string device)
    {
        (Name, Device) = (name, device);
        _thread = new Thread(Run) { IsBackground = true, Name = $"slot {name}" };
        _thread.Start();
    }

    public string Name { get; }

    public string Device { get; }

    public SlotStatus Status
    {
        get
        {
            lock (_lock)
            {
                return new SlotStatus(Name, Device, _work?.Lease, _work?.Experiment, _work?.Trial);
            }
        }
    }

    /// <summary>The work that runs; null when idle.</summary>
    public SlotWork? Work
    {
        get
        {
            lock (_lock)
            {
                return _work;
            }
        }
    }

    public Task? TryRun(SlotWork work)
    {
        lock (_lock)
        {
            if (_work is not null || _closed)
            {
                return null;
            }

            _work = work;
            _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _start.Release();
            return _done.Task;
        }
    }

    /// <summary>Takes no more work; the thread ends with what it runs.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _closed = true;
                if (_work is null)
                {
                    _start.Release();
                }
            }
        }
    }

    public void Dispose()
    {
        Close();
        _thread.Join();
        _start.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _start.Wait();
            if (Work is not { } work)
            {
                return;
            }

            try
            {
                work.Body();
            }
            catch (Exception)
            {
                // The body tells its own errors to whoever waits for it; the slot only has to be free again.
            }

            TaskCompletionSource done;
            bool closed;
            lock (_lock)
            {
                (done, closed) = (_done!, _closed);
                (_work, _done) = (null, null);
            }

            done.SetResult();
            if (closed)
            {
                return;
            }
        }
    }
}
