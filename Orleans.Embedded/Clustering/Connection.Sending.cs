using System.Net.WebSockets;
using System.Threading.Channels;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

/// <remarks>
/// Backpressure: when more than <see cref="ClusteringOptions.SendBufferBytes"/> wait to be written, further calls stand in line unwritten, at the
/// cost of their own response time; one-way calls, which nobody waits for, are refused. Answers never wait, or two silos could
/// block each other: a peer that takes none of them loses the connection at <see cref="ClusteringOptions.MaxBufferBytes"/>.
/// </remarks>
internal sealed partial class Connection
{
    private readonly Channel<ReadOnlyMemory<byte>> _frames = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new() { SingleReader = true });
    private readonly Queue<(CallRequest Call, long Epoch, bool Place)> _line = new();
    private bool _isLineMoving;
    private long _bufferedBytes;
    private long _lastNumber;

    /// <summary>Sends a call. Where it is not answered before the connection ends, the peer says what its caller is told.</summary>
    public SendOutcome Send(CallRequest call, long epoch = 0, bool place = false)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return SendOutcome.Closed;
            }

            if (!_isLineMoving && _line.Count == 0 && _bufferedBytes <= _options.SendBufferBytes)
            {
                // Written below, outside the lock.
            }
            else if (!call.Call.Method.IsOneWay)
            {
                _line.Enqueue((call, epoch, place));
                return SendOutcome.Sent;
            }
            else
            {
                call.Reject(new OrleansMessageRejectionException($"{call}: too much waits to be sent to the other silo."));
                return SendOutcome.Rejected;
            }
        }

        return Write(call, epoch, place);
    }

    /// <summary>Tells the other side something that is not about a call.</summary>
    public void SendControl<T>(FrameKind kind, T message)
    {
        var frame = new FrameWriter(kind, _options.MaxMessageBytes);
        MessageCodec.WriteControl(frame, message);
        Enqueue(frame);
    }

    /// <inheritdoc cref="SendControl{T}"/>
    public void SendControl(FrameKind kind) => Enqueue(new FrameWriter(kind, _options.MaxMessageBytes));

    /// <summary>Nobody waits for a call any more; the other side is told.</summary>
    public void Abandon(long number, bool cancel)
    {
        lock (_lock)
        {
            if (!_pending.Remove(number))
            {
                return;
            }
        }

        var frame = new FrameWriter(FrameKind.Abandon, _options.MaxMessageBytes);
        frame.SetNumber(number);
        frame.WriteByte(cancel ? (byte)1 : (byte)0);
        Enqueue(frame);
    }

    public void Answer<T>(long number, T result)
    {
        var frame = new FrameWriter(FrameKind.Result, _options.MaxMessageBytes);
        try
        {
            _codec.WriteResult(frame, result);
            ThrowIfTooLong(frame);
        }
        catch (Exception failure)
        {
            AnswerFailure(number, new OrleansException($"The result ({typeof(T).Name}) cannot be sent to another silo: {failure.Message}", failure));
            return;
        }

        Answer(number, frame);
    }

    public void AnswerFailure(long number, Exception failure)
    {
        var frame = new FrameWriter(FrameKind.Failure, _options.MaxMessageBytes);
        MessageCodec.WriteFailure(frame, failure);
        Answer(number, frame);
    }

    public void AnswerNotHere(long number, long epoch)
    {
        var frame = new FrameWriter(FrameKind.NotHere, _options.MaxMessageBytes);
        frame.WriteInt64(epoch);
        Answer(number, frame);
    }

    private void Answer(long number, FrameWriter frame)
    {
        if (_incoming.TryRemove(number, out _))
        {
            frame.SetNumber(number);
            Enqueue(frame);
        }
    }

    private SendOutcome Write(CallRequest call, long epoch, bool place)
    {
        if (call.IsAbandoned)
        {
            return SendOutcome.Rejected;
        }

        var frame = new FrameWriter(FrameKind.Call, _options.MaxMessageBytes);
        try
        {
            WriteCall(frame, call.Call, epoch, place);
            ThrowIfTooLong(frame);
        }
        catch (Exception failure)
        {
            call.Reject(failure is NotSupportedException or ArgumentException
                ? failure
                : new OrleansException($"{call} cannot be sent to another silo: {failure.Message}", failure));
            return SendOutcome.Rejected;
        }

        long number;
        lock (_lock)
        {
            if (_isClosed)
            {
                return SendOutcome.Closed;
            }

            number = ++_lastNumber;
            frame.SetNumber(number);
            if (!call.Call.Method.IsOneWay)
            {
                _pending.Add(number, call);
            }

            Enqueue(frame);
        }

        if (!call.Call.Method.IsOneWay)
        {
            call.TravelsBy(this, number);
        }

        return SendOutcome.Sent;
    }

    private void WriteCall(FrameWriter frame, in GrainCall call, long epoch, bool place)
    {
        var method = call.Method;
        var isCancellable = method.CancellationIndex >= 0 && call.Arguments[method.CancellationIndex] is CancellationToken { CanBeCanceled: true };
        frame.WriteByte((byte)(
            (method.IsOneWay ? CallFlags.OneWay : CallFlags.None) | (place ? CallFlags.Place : CallFlags.None) | (isCancellable ? CallFlags.Cancellable : CallFlags.None)));
        frame.WriteInt64(epoch);
        frame.WriteString(call.Target.ToString());
        frame.WriteString(method.InterfaceName);
        frame.WriteString(method.Signature);
        MessageCodec.WriteContext(frame, call.Context);
        _codec.WriteArguments(frame, method, call.Arguments);
    }

    private void ThrowIfTooLong(FrameWriter frame)
    {
        if (frame.Length > _options.MaxMessageBytes)
        {
            throw new OrleansException($"the message has {frame.Length:N0} bytes; at most {_options.MaxMessageBytes:N0} travel between silos");
        }
    }

    private void Enqueue(FrameWriter frame)
    {
        var buffered = Interlocked.Add(ref _bufferedBytes, frame.Length);
        if (buffered > _options.MaxBufferBytes)
        {
            End($"{buffered:N0} bytes wait to be sent, and the other side does not take them");
        }
        else
        {
            _frames.Writer.TryWrite(frame.Frame);
        }
    }

    private async Task WriteAsync()
    {
        var batch = new MemoryStream();
        try
        {
            await foreach (var frame in _frames.Reader.ReadAllAsync(_ended.Token))
            {
                batch.Write(frame.Span);
                if (batch.Length >= BatchBytes || !_frames.Reader.TryPeek(out _))
                {
                    await _socket.SendAsync(batch.GetBuffer().AsMemory(0, (int)batch.Length), WebSocketMessageType.Binary, endOfMessage: true, _ended.Token);
                    Interlocked.Add(ref _bufferedBytes, -batch.Length);
                    batch.SetLength(0);
                    batch.Capacity = batch.Capacity > 4 * BatchBytes ? BatchBytes : batch.Capacity;
                    MoveLine();
                }
            }

            var reason = _reason!.Length > 100 ? _reason[..100] : _reason; // A close frame has room for 123 bytes.
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, reason, _ended.Token);
        }
        catch (Exception failure)
        {
            End($"the connection broke: {failure.Message}");
        }
    }

    // Calls in line are written as there is room again. New ones queue behind them until the line is empty, so that none overtakes.
    private void MoveLine()
    {
        while (true)
        {
            (CallRequest Call, long Epoch, bool Place) first;
            lock (_lock)
            {
                _isLineMoving = !_isClosed && _line.Count > 0 && _bufferedBytes <= _options.SendBufferBytes;
                if (!_isLineMoving)
                {
                    return;
                }

                first = _line.Peek();
            }

            if (Write(first.Call, first.Epoch, first.Place) == SendOutcome.Closed)
            {
                return; // It stays in line, to be settled with the others.
            }

            lock (_lock)
            {
                _line.TryDequeue(out _);
            }
        }
    }
}
