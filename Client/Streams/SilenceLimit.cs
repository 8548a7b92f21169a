using ActorTraining.Experiments.Streams;

namespace ActorTraining.Client.Streams;

/// <summary>Passes a content on and fails when nothing of it comes for too long: a connection may be dead without anybody telling.</summary>
/// <param name="content">What is read; closed with this stream.</param>
/// <param name="longest">The longest silence.</param>
/// <param name="clock">The clock.</param>
internal sealed class SilenceLimit(Stream content, TimeSpan longest, TimeProvider clock) : ReadingStream
{
    /// <summary>Whether anything came.</summary>
    public bool Heard { get; private set; }

    /// <exception cref="IOException">The silence lasted too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(longest, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var count = await content.ReadAsync(buffer, both.Token);
            Heard |= count > 0;
            return count;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"nothing came for {longest.TotalSeconds:0} s");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            content.Dispose();
        base.Dispose(disposing);
    }
}
