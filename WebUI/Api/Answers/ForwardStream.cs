using System.Buffers;

namespace ActorTraining.WebUI.Api.Answers;

/// <summary>Makes a stream of known length that can only be read on one that can also skip ahead, which is all that a range of a file takes. One that can go to a place by itself is made to, so that nothing before it is read.</summary>
/// <param name="content">The stream.</param>
/// <param name="length">Its length in bytes.</param>
internal sealed class ForwardStream(Stream content, long length) : Stream
{
    private long _position;
    private long _target;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _target;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _target + offset,
            _ => length + offset,
        };
        return target < _position ? throw new NotSupportedException("this stream only goes forwards") : _target = target;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await SkipAsync(cancellationToken);
        var read = await content.ReadAsync(buffer, cancellationToken);
        _position += read;
        _target = _position;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("this stream is read asynchronously");

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask SkipAsync(CancellationToken cancel)
    {
        if (_position == _target)
        {
            return;
        }

        if (content.CanSeek)
        {
            _position = content.Seek(_target, SeekOrigin.Begin);
            return;
        }

        var rest = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            while (_position < _target)
            {
                var read = await content.ReadAsync(rest.AsMemory(0, (int)Math.Min(rest.Length, _target - _position)), cancel);
                if (read == 0)
                {
                    throw new EndOfStreamException("the content is shorter than recorded");
                }

                _position += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }
}
