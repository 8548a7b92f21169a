using ActorTraining.Training.Random;

namespace ActorTraining.Training.Data;

/// <summary>How images are divided where a data set has no images to be judged by.</summary>
public sealed record DataSplit
{
    /// <summary>The fraction of the images that is set apart to be judged by, where the data set has no such part, in [0, 1); taken from the end of the order.</summary>
    public double Test { get; init; }

    /// <summary>Draws the order of the images to learn from, as <c>torch.randperm</c> after <c>torch.manual_seed</c>; null for the order of the files.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Divides a data set.</summary>
    /// <exception cref="InvalidDataException">It has no test part and is given none, or nothing is left to learn from.</exception>
    public Dataset Apply(Dataset dataset) =>
        Apply(dataset.Name, new OpenDataset(dataset.Classes, new ImageParts(dataset.Train, dataset.Validation, dataset.Test)));

    /// <summary>Divides the parts that a data set came with.</summary>
    internal Dataset Apply(string name, OpenDataset dataset)
    {
        ImageParts parts = dataset.Parts;
        int[] order = Order(parts.Train.Count);
        int test = parts.Test is null ? (int)Math.Round(Test * order.Length) : 0, train = order.Length - test;
        if (parts.Test is null && test == 0)
        {
            throw new InvalidDataException($"{name} has no test part; set 'test' to the fraction of its images to be judged by");
        }

        if (train == 0)
        {
            throw new InvalidDataException($"{name}: of {order.Length:N0} images none is left to learn from");
        }

        return new Dataset(name, dataset.Classes, Take(parts.Train, order, 0, train), parts.Test ?? Take(parts.Train, order, train, test))
        {
            Validation = parts.Validation,
        };
    }

    private int[] Order(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        if (Seed is { } seed)
        {
            new TorchRandom(seed).Permutation(order);
        }

        return order;
    }

    private ImageSet Take(ImageSet images, int[] order, int start, int count) =>
        Seed is null && start == 0 && count == images.Count ? images : images.Select(order.AsSpan(start, count));
}
