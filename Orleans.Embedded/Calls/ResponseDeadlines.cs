using System.Numerics;

namespace Orleans.Embedded.Calls;

/// <summary>
/// The calls that wait for an answer. A timer per call would cost more than the call, so one timer looks through them all,
/// ten times within the time-out but at most once in 10 ms and at least once a second.
/// </summary>
internal sealed class ResponseDeadlines : IDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly Stripe[] _stripes;

    public ResponseDeadlines(TimeProvider time, TimeSpan defaultTimeout)
    {
        _time = time;
        DefaultTimeout = defaultTimeout;
        _stripes = new Stripe[BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 4)];
        for (var i = 0; i < _stripes.Length; i++)
        {
            _stripes[i] = new Stripe();
        }

        var period = TimeSpan.FromMilliseconds(Math.Clamp(defaultTimeout.TotalMilliseconds / 10, 10, 1000));
        _timer = time.CreateTimer(static self => ((ResponseDeadlines)self!).Sweep(), this, period, period);
    }

    public TimeSpan DefaultTimeout { get; }

    public void Add(IDeadline entry)
    {
        entry.Deadline = entry.Timeout == Timeout.InfiniteTimeSpan
            ? long.MaxValue
            : _time.GetTimestamp() + (long)(entry.Timeout.TotalSeconds * _time.TimestampFrequency);
        entry.Stripe = Environment.CurrentManagedThreadId & (_stripes.Length - 1);
        _stripes[entry.Stripe].Add(entry);
    }

    public void Remove(IDeadline entry) => _stripes[entry.Stripe].Remove(entry);

    /// <summary>Nobody can answer any more: every call that still waits fails.</summary>
    public void RejectAll(Exception reason)
    {
        foreach (var stripe in _stripes)
        {
            stripe.TakeDue(long.MaxValue).ForEach(entry => entry.Reject(reason));
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        var now = _time.GetTimestamp();
        foreach (var stripe in _stripes)
        {
            stripe.TakeDue(now).ForEach(entry => entry.OnDeadline());
        }
    }

    private sealed class Stripe
    {
        private readonly Lock _lock = new();
        private IDeadline? _first;

        public void Add(IDeadline entry)
        {
            lock (_lock)
            {
                entry.Next = _first;
                _first?.Previous = entry;
                _first = entry;
            }
        }

        public void Remove(IDeadline entry)
        {
            lock (_lock)
            {
                Unlink(entry);
            }
        }

        public List<IDeadline> TakeDue(long now)
        {
            List<IDeadline> due = [];
            lock (_lock)
            {
                for (var entry = _first; entry is not null;)
                {
                    var next = entry.Next;
                    if (entry.Deadline <= now)
                    {
                        Unlink(entry);
                        due.Add(entry);
                    }

                    entry = next;
                }
            }

            return due;
        }

        private void Unlink(IDeadline entry)
        {
            if (entry.Previous is null && entry != _first)
            {
                return; // Taken out before.
            }

            if (entry.Previous is null)
            {
                _first = entry.Next;
            }
            else
            {
                entry.Previous.Next = entry.Next;
            }

            entry.Next?.Previous = entry.Previous;
            (entry.Previous, entry.Next) = (null, null);
        }
    }
}
