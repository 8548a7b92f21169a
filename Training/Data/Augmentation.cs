namespace ActorTraining.Training.Data;

/// <summary>Varies images. What becomes of one depends on the seed, the epoch and its index alone, so that a trial that goes on after a pause sees what it would have seen.</summary>
/// <remarks>Geometry first, in one pass: part, turn, mirror, shift; then brightness, contrast and saturation in this order, as torchvision's <c>ColorJitter</c> defines each. Safe for use from several threads.</remarks>
public sealed class Augmentation
{
    private readonly AugmentSpec _spec;
    private readonly ulong _seed;

    /// <summary>Creates the variation of a trial.</summary>
    /// <param name="spec">What is varied.</param>
    /// <param name="seed">The seed of the trial.</param>
    public Augmentation(AugmentSpec spec, ulong seed)
    {
        _spec = spec;
        _seed = seed;
    }

    /// <summary>Varies one image.</summary>
    /// <param name="source">The image, <c>[channels, height, width]</c>.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="index">The index of the image in its set.</param>
    /// <param name="target">Receives the variant, of the same shape; another memory than the source.</param>
    /// <exception cref="ArgumentException">The spans do not have the length of the shape.</exception>
    public void Apply(ReadOnlySpan<byte> source, ImageShape shape, int epoch, int index, Span<byte> target)
    {
        if (source.Length != shape.Size || target.Length != shape.Size)
        {
            throw new ArgumentException($"{source.Length} and {target.Length} bytes are not two images of {shape}.", nameof(source));
        }

        // Every number is drawn, used or not: what one option does to an image does not depend on the others.
        var random = new SampleRandom(_seed, epoch, index);
        bool mirrored = random.Next() < 0.5 && _spec.Flip;
        double padX = random.NextSigned() * _spec.Padding, padY = random.NextSigned() * _spec.Padding;
        double shiftX = random.NextSigned() * _spec.Shift * shape.Width, shiftY = random.NextSigned() * _spec.Shift * shape.Height;
        double turn = random.NextSigned() * _spec.Rotation * (Math.PI / 180);
        double area = 1 - (random.Next() * (1 - _spec.MinArea)), ratio = Math.Exp(random.NextSigned() * Math.Log(_spec.MaxRatio) / 2);
        double partX = random.Next(), partY = random.Next();
        double brightness = 1 + (random.NextSigned() * _spec.Brightness), contrast = 1 + (random.NextSigned() * _spec.Contrast), saturation = 1 + (random.NextSigned() * _spec.Saturation);

        int moveX = (int)Math.Round(padX + shiftX), moveY = (int)Math.Round(padY + shiftY);
        if (_spec is { MinArea: 1, Rotation: 0 })
        {
            PixelMove.Apply(source, shape, mirrored, moveX, moveY, target);
        }
        else
        {
            double width = Math.Min(Math.Sqrt(area) * ratio, 1), height = Math.Min(Math.Sqrt(area) / ratio, 1);
            (width, height) = _spec.MinArea < 1 ? (width, height) : (1, 1);
            var warp = new PixelWarp(shape, mirrored, turn, width, height, (partX - 0.5) * (1 - width), (partY - 0.5) * (1 - height), moveX, moveY);
            warp.Apply(source, target);
        }

        new ColourJitter(brightness, contrast, saturation).Apply(shape, target);
    }
}
