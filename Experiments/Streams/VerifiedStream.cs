using System.Security.Cryptography;

namespace ActorTraining.Experiments.Streams;

/// <summary>Passes a content on and checks at its end that it is the one that was recorded. One who goes to another place in it, where the content can, reads a part that nothing is recorded of, and it is not checked.</summary>
/// <param name="content">What is read; closed with this stream.</param>
/// <param name="sha256">The recorded SHA-256 in lower-case hexadecimal.</param>
/// <param name="name">What it is, for the message.</param>
public sealed class VerifiedStream(Stream content, string sha256, string name) : ReadingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _verified;

    /// <inheritdoc/>
    public override bool CanSeek => content.CanSeek;

    /// <inheritdoc/>
    public override long Length => content.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => content.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var before = content.Position;
        var now = content.Seek(offset, origin);
        _verified |= now != before;
        return now;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The end is reached, and the content is not the recorded one.</exception>
    public override int Read(Span<byte> buffer) => Verify(content.Read(buffer), buffer);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Verify(await content.ReadAsync(buffer, cancellationToken), buffer.Span);

    /// <inheritdoc/>
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
