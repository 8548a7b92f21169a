namespace ActorTraining.Training.Data;

/// <summary>Where the bytes of images lie. Immutable and safe for use from several threads.</summary>
internal abstract class PixelStore
{
    /// <summary>The bytes in all.</summary>
    public abstract long Length { get; }

    /// <summary>Some of the bytes; valid as long as the store is referred to.</summary>
    public abstract ReadOnlySpan<byte> Slice(long start, int length);
}
