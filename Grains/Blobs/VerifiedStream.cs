using System.Security.Cryptography;

namespace ActorTraining.Grains.Blobs;

/// <summary>Passes a content on and checks at its end that it is the one that was recorded.</summary>
/// <param name="content">What is read; closed with this stream.</param>
/// <param name="sha256">The recorded SHA-256 in lower-case hexadecimal.</param>
/// <param name="name">What it is, for the message.</param>
internal sealed class VerifiedStream(Stream content, string sha256, string name) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _verified;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">The end is reached, and the content is not the recorded one.</exception>
    public override int Read(Span<byte> buffer) => Verify(content.Read(buffer), buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Verify(await content.ReadAsync(buffer, cancellationToken), buffer.Span);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Verify(int count, ReadOnlySpan<byte> buffer)
    {
        _hash.AppendData(buffer[..count]);
        if (count == 0 && buffer.Length > 0 && !_verified)
        {
            _verified = Convert.ToHexStringLower(_hash.GetHashAndReset()) == sha256
                ? true
                : throw new InvalidDataException($"{name} is damaged: its SHA-256 differs from the recorded one");
        }

        return count;
    }
}
