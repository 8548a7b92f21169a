namespace ActorTraining.Training.Images;

/// <summary>What a picture may ask for. Files are untrusted: a few bytes can claim to be a picture that fills the memory.</summary>
public sealed record ImageLimits
{
    /// <summary>64 megapixels and 256 MiB: more than any camera's picture.</summary>
    public static ImageLimits Default { get; } = new();

    /// <summary>The most pixels, width times height; checked before memory is taken for them.</summary>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>The most bytes of a file.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>Checks the size that a header gives.</summary>
    /// <exception cref="InvalidDataException">It is zero or too large.</exception>
    internal void CheckSize(long width, long height)
    {
        if (width < 1 || height < 1 || width > int.MaxValue || height > int.MaxValue)
        {
            throw new InvalidDataException($"its header gives the size {width}×{height}");
        }

        if (width * height > MaxPixels)
        {
            throw new InvalidDataException($"it has {width}×{height} pixels; at most {MaxPixels:N0} are read");
        }
    }
}
