namespace ActorTraining.Training.Data;

/// <summary>The memory of one batch.</summary>
internal sealed class BatchBuffer(int size, ImageShape shape)
{
    private readonly float[] _images = new float[checked(size * shape.Size)];
    private readonly int[] _labels = new int[size];
    private readonly byte[] _variant = new byte[shape.Size];
    private int _count;

    /// <summary>What it holds.</summary>
    public ImageBatch Batch => new(_images.AsSpan(0, _count * shape.Size), _labels.AsSpan(0, _count));

    /// <summary>Fills it.</summary>
    /// <param name="set">The images.</param>
    /// <param name="indices">Those that are wanted, at most as many as it has room for.</param>
    /// <param name="options">How they become numbers.</param>
    /// <param name="epoch">The number of the epoch.</param>
    public void Fill(ImageSet set, ReadOnlySpan<int> indices, BatchOptions options, int epoch)
    {
        _count = indices.Length;
        if (options.Augmentation is not { } augmentation)
        {
            set.ReadBatch(indices, options.Scaling, _images.AsSpan(0, _count * shape.Size), _labels.AsSpan(0, _count));
            return;
        }

        for (int i = 0; i < indices.Length; i++)
        {
            augmentation.Apply(set.Pixels(indices[i]), shape, epoch, indices[i], _variant);
            options.Scaling.Apply(_variant, shape.Channels, _images.AsSpan(i * shape.Size, shape.Size));
            _labels[i] = set.Labels[indices[i]];
        }
    }
}
