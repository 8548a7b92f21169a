using System.Diagnostics.CodeAnalysis;
using Orleans.Embedded.Calls;

namespace Orleans.Embedded.Activations;

/// <summary>
/// Decides which request may begin: an interleaving one always, another only while no other such request runs. Among those that may,
/// the first come is the first served. Not thread-safe.
/// </summary>
internal sealed class RequestQueue
{
    private readonly Queue<(Request Request, long Number)> _serial = new();
    private readonly Queue<(Request Request, long Number)> _interleaving = new();
    private Request? _serialRunning;
    private long _received;

    /// <summary>How many requests have begun and not ended.</summary>
    public int Running { get; private set; }

    public bool IsIdle => Running == 0 && _serial.Count == 0 && _interleaving.Count == 0;

    /// <summary>Whether a request could begin now.</summary>
    public bool IsReady => _interleaving.Count > 0 || (_serialRunning is null && _serial.Count > 0);

    public void Add(Request request, bool interleaves) => (interleaves ? _interleaving : _serial).Enqueue((request, _received++));

    /// <summary>Takes the next request that may begin; from now on it runs.</summary>
    public bool TryBegin([NotNullWhen(true)] out Request? request)
    {
        request = null;
        var maySerial = _serialRunning is null && _serial.Count > 0;
        if (_interleaving.TryPeek(out var interleaving) && !(maySerial && _serial.Peek().Number < interleaving.Number))
        {
            request = _interleaving.Dequeue().Request;
        }
        else if (maySerial)
        {
            request = _serialRunning = _serial.Dequeue().Request;
        }

        Running += request is null ? 0 : 1;
        return request is not null;
    }

    public void OnCompleted(Request request)
    {
        Running--;
        if (_serialRunning == request)
        {
            _serialRunning = null;
        }
    }

    /// <summary>Takes everything that has not begun, in the order of arrival.</summary>
    public List<Request> TakeWaiting()
    {
        List<Request> waiting = [.. _serial.Concat(_interleaving).OrderBy(entry => entry.Number).Select(entry => entry.Request)];
        _serial.Clear();
        _interleaving.Clear();
        return waiting;
    }
}
