using ActorTraining.Grains.Interfaces;
using ActorTraining.Grains.Trials;

namespace ActorTraining.Silo.Slots;

/// <summary>A place where one trial at a time runs, on a thread of its own, or that is kept for a trial on another slot.</summary>
internal sealed class Slot : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _start = new(0, 1);
    private readonly Thread _thread;
    private readonly DeviceSpec _device;
    private SlotWork? _work;
    private bool _reserved;
    private Action? _free;
    private bool _closed;

    public Slot(string name, DeviceSpec device)
    {
        (Name, _device) = (name, device);
        _thread = new Thread(Run) { IsBackground = true, Name = $"slot {name}" };
        _thread.Start();
    }

    public string Name { get; }

    public SlotStatus Status
    {
        get
        {
            lock (_lock)
            {
                return new SlotStatus(Name, _device.Kind, _device.Index, _device.Memory / _device.Shares, _work?.Lease, _work?.Experiment, _work?.Trial, _reserved);
            }
        }
    }

    /// <summary>The work that runs here, or that the slot is kept for; null when idle.</summary>
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

    /// <summary>Runs work on the slot's thread. The caller has seen that the slot is idle and open, and nobody else gives it work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="free">Called when it has ended and the slot is idle again.</param>
    public void Start(SlotWork work, Action free)
    {
        lock (_lock)
        {
            (_work, _free) = (work, free);
            _start.Release();
        }
    }

    /// <summary>Keeps the slot for work on another one until <see cref="Release"/>.</summary>
    public void Reserve(SlotWork work)
    {
        lock (_lock)
        {
            (_work, _reserved) = (work, true);
        }
    }

    /// <summary>Ends <see cref="Reserve"/>.</summary>
    public void Release()
    {
        lock (_lock)
        {
            (_work, _reserved) = (null, false);
            if (_closed)
            {
                _start.Release();
            }
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

            Action free;
            bool closed;
            lock (_lock)
            {
                (free, closed) = (_free!, _closed);
                (_work, _free) = (null, null);
            }

            free();
            if (closed)
            {
                return;
            }
        }
    }
}
