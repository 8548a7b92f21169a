namespace ActorTraining.Training.Data;

/// <summary>Images with their labels, <c>[n, channels, height, width]</c>: one part of a data set. Immutable and safe for use from several threads.</summary>
/// <remarks>Pixels stay bytes: a quarter of the memory, and turning a batch into numbers costs less than fetching four times as much.</remarks>
public sealed class ImageSet
{
    private readonly PixelStore _pixels;
    private readonly byte[] _labels;

    /// <summary>For each image its place among those of the store; null where it is its index.</summary>
    private readonly int[]? _places;

    /// <summary>Takes over images and labels.</summary>
    /// <param name="shape">The shape of each image.</param>
    /// <param name="pixels">The images one after another, <c>[n, channels, height, width]</c>; not to be changed afterwards.</param>
    /// <param name="labels">The class of each image, <c>[n]</c>; not to be changed afterwards.</param>
    /// <param name="classes">The number of classes; a label is below it.</param>
    /// <param name="name">What the messages call the labels: the name of their file.</param>
    /// <exception cref="InvalidDataException">The counts do not fit, or a label is out of range; the message says which.</exception>
    public ImageSet(ImageShape shape, byte[] pixels, byte[] labels, int classes, string name)
        : this(shape, new ArrayPixels(pixels), labels, classes, name)
    {
    }

    /// <summary>Images of a store, as many as labels.</summary>
    internal ImageSet(ImageShape shape, PixelStore pixels, byte[] labels, int classes, string name)
    {
        if ((long)labels.Length * shape.Size != pixels.Length)
        {
            throw new InvalidDataException(
                $"{name}: {labels.Length:N0} labels do not fit {pixels.Length:N0} pixels of images of {shape} ({pixels.Length / (double)shape.Size:0.##} images)");
        }

        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
        {
            throw new InvalidDataException($"{name}: label {labels[wrong]} at index {wrong} is not in [0, {classes - 1}]");
        }

        Shape = shape;
        _pixels = pixels;
        _labels = labels;
    }

    private ImageSet(ImageSet whole, int[] indices)
    {
        Shape = whole.Shape;
        _pixels = whole._pixels;
        _labels = [.. indices.Select(index => whole._labels[index])];
        _places = [.. indices.Select(whole.PlaceOf)];
    }

    /// <summary>The shape of each image.</summary>
    public ImageShape Shape { get; }

    /// <summary>The number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>The class of each image, <c>[n]</c>.</summary>
    public ReadOnlySpan<byte> Labels => _labels;

    /// <summary>The bytes of one image, <c>[channels, height, width]</c>, 0 to 255.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Pixels(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _pixels.Slice((long)PlaceOf(index) * Shape.Size, Shape.Size);
    }

    /// <summary>Some of the images in an order of their own; no pixel is copied.</summary>
    /// <param name="indices">The indices of the images; one may come several times.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ImageSet Select(ReadOnlySpan<int> indices)
    {
        foreach (int index in indices)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(indices));
        }

        return new ImageSet(this, indices.ToArray());
    }

    /// <summary>Makes a batch of neighbouring images.</summary>
    /// <param name="first">The index of the first image.</param>
    /// <param name="scaling">How bytes become numbers.</param>
    /// <param name="images">Receives the images, <c>[batch, channels, height, width]</c>.</param>
    /// <param name="labels">Receives their labels, <c>[batch]</c>; its length says how many images are wanted.</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, or reach beyond the last image.</exception>
    public void ReadBatch(int first, PixelScaling scaling, Span<float> images, Span<int> labels)
    {
        CheckFit(images, labels);
        for (int i = 0; i < labels.Length; i++)
        {
            ReadImage(first + i, i, scaling, images, labels);
        }
    }

    /// <summary>Makes a batch of chosen images.</summary>
    /// <param name="indices">The indices of the images, <c>[batch]</c>.</param>
    /// <param name="scaling">How bytes become numbers.</param>
    /// <param name="images">Receives the images, <c>[batch, channels, height, width]</c>.</param>
    /// <param name="labels">Receives their labels, <c>[batch]</c>.</param>
    /// <exception cref="ArgumentException">The spans do not fit each other, or there is no such image.</exception>
    public void ReadBatch(ReadOnlySpan<int> indices, PixelScaling scaling, Span<float> images, Span<int> labels)
    {
        CheckFit(images, labels);
        if (indices.Length != labels.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for {labels.Length} labels.", nameof(indices));
        }

        for (int i = 0; i < indices.Length; i++)
        {
            ReadImage(indices[i], i, scaling, images, labels);
        }
    }

    private void ReadImage(int index, int place, PixelScaling scaling, Span<float> images, Span<int> labels)
    {
        scaling.Apply(Pixels(index), Shape.Channels, images.Slice(place * Shape.Size, Shape.Size));
        labels[place] = _labels[index];
        GC.KeepAlive(_pixels);
    }

    private int PlaceOf(int index) => _places is null ? index : _places[index];

    private void CheckFit(Span<float> images, Span<int> labels)
    {
        if (images.Length != (long)labels.Length * Shape.Size)
        {
            throw new ArgumentException($"{images.Length} values do not hold {labels.Length} images of {Shape}.", nameof(images));
        }
    }
}
