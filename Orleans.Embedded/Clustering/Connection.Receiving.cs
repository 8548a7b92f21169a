using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Clustering;

internal sealed partial class Connection
{
    private readonly ConcurrentDictionary<long, IIncomingCall> _incoming = new();

    // A WebSocket message is any number of whole frames.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[BatchBytes];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * length, _options.MaxMessageBytes + BatchBytes + 1L));
            }

            var read = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            Interlocked.Exchange(ref _silentPings, 0);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            length += read.Count;
            if (length > _options.MaxMessageBytes + BatchBytes)
            {
                throw new MalformedFrameException($"a message is longer than {_options.MaxMessageBytes:N0} bytes");
            }

            if (read.EndOfMessage)
            {
                ReadFrames(buffer.AsSpan(0, length));
                length = 0;
                buffer = buffer.Length > 16 * BatchBytes ? new byte[BatchBytes] : buffer;
            }
        }
    }

    private void ReadFrames(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            if (message.Length < FrameWriter.HeaderLength)
            {
                throw new MalformedFrameException($"a frame has {message.Length} bytes, fewer than its header");
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(message) + 4L;
            if (length < FrameWriter.HeaderLength || length > message.Length)
            {
                throw new MalformedFrameException($"a frame says that it has {length} bytes; there are {message.Length}");
            }

            var frame = message[..(int)length];
            OnFrame((FrameKind)frame[4], BinaryPrimitives.ReadInt64LittleEndian(frame[5..]), frame[FrameWriter.HeaderLength..]);
            message = message[(int)length..];
        }
    }

    private void OnFrame(FrameKind kind, long number, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case FrameKind.Ping:
                break;
            case FrameKind.Call:
                OnCall(number, body);
                break;
            case FrameKind.Result:
                TakePending(number)?.CompleteFrom(body, _codec);
                break;
            case FrameKind.Failure:
                TakePending(number)?.Reject(_peer.Translate(_codec.ReadFailure(body)));
                break;
            case FrameKind.NotHere:
                var epoch = new FrameReader(body).ReadInt64();
                if (TakePending(number) is { } call)
                {
                    _peer.OnReturned(call, epoch);
                }

                break;
            case FrameKind.Abandon:
                var cancel = new FrameReader(body).ReadByte() != 0;
                if (_incoming.TryRemove(number, out var abandoned))
                {
                    abandoned.Abandon(cancel);
                }

                break;
            case FrameKind.Hello or FrameKind.Refused or FrameKind.Welcome or FrameKind.Announce
                or FrameKind.Evict or FrameKind.Ended or FrameKind.Leaving or FrameKind.Goodbye:
                _peer.OnControl(kind, body);
                break;
            default:
                throw new MalformedFrameException($"there are no frames of kind {(int)kind}");
        }
    }

    // The answer to a call that was abandoned meanwhile is of no interest.
    private CallRequest? TakePending(long number)
    {
        lock (_lock)
        {
            return _pending.Remove(number, out var call) ? call : null;
        }
    }

    private void OnCall(long number, ReadOnlySpan<byte> body)
    {
        if (!_peer.TakesCalls)
        {
            throw new MalformedFrameException("a call came before the silos had agreed to work together");
        }

        var reader = new FrameReader(body);
        var flags = (CallFlags)reader.ReadByte();
        var epoch = reader.ReadInt64();
        var (target, interfaceName, signature) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var context = MessageCodec.ReadContext(ref reader);
        var cancellation = flags.HasFlag(CallFlags.Cancellable) ? new CancellationTokenSource() : null;
        var origin = flags.HasFlag(CallFlags.OneWay) ? null : new CallOrigin(this, number, epoch, cancellation);
        CallRequest call;
        try
        {
            var method = (_router.Interfaces.Find(interfaceName) ?? throw new ArgumentException($"No interface of this silo is called {interfaceName}."))
                .Find(signature) ?? throw new ArgumentException($"{interfaceName} has no method {signature}.");
            var arguments = _codec.ReadArguments(reader.Rest, method, cancellation?.Token ?? default);
            call = method.Receive(new GrainCall(GrainId.Parse(target), method, arguments, context), origin, _router);
        }
        catch (Exception failure)
        {
            Refuse(number, origin, $"{interfaceName}.{signature} on {target}: silo {_router.Silo} cannot take the call: {failure.Message}", failure);
            return;
        }

        if (call is IIncomingCall incoming && !_incoming.TryAdd(number, incoming))
        {
            throw new MalformedFrameException($"there is already a call with number {number}");
        }

        _peer.OnCall(call, epoch, flags.HasFlag(CallFlags.Place));
    }

    private void Refuse(long number, CallOrigin? origin, string text, Exception failure)
    {
        if (origin is null)
        {
            _router.LogRefusedCall(text);
            return;
        }

        var frame = new FrameWriter(FrameKind.Failure, _options.MaxMessageBytes);
        frame.SetNumber(number);
        MessageCodec.WriteFailure(frame, failure is NotSupportedException ? new NotSupportedException(text) : new OrleansException(text));
        Enqueue(frame);
    }
}
