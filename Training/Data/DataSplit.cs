using ActorTraining.Training.Random;

namespace ActorTraining.Training.Data;

/// <summary>How the images to learn from are divided further.</summary>
public sealed record DataSplit
{
    /// <summary>The fraction of the images to learn from that is set apart to choose by, in [0, 1); they are taken from the end of the order.</summary>
    public double Validation { get; init; }

    /// <summary>The fraction of the images that is set apart to be judged by, where the data set has no such part; taken from the end first.</summary>
    public double Test { get; init; }

    /// <summary>The fraction of the rest that is learnt from, in (0, 1]; taken from the beginning of the order.</summary>
    public double Fraction { get; init; } = 1;

    /// <summary>Draws the order, as <c>torch.randperm</c> after <c>torch.manual_seed</c>; null for the order of the files.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Divides a data set.</summary>
    /// <exception cref="InvalidDataException">It has a validation part of its own and is to be given another, or nothing is left to learn from.</exception>
    public Dataset Apply(Dataset dataset) =>
        Apply(dataset.Name, new OpenDataset(dataset.Classes, new ImageParts(dataset.Train, dataset.Validation, dataset.Test)));

    /// <summary>Divides the parts that a data set came with.</summary>
    internal Dataset Apply(string name, OpenDataset dataset)
    {
        ImageParts parts = dataset.Parts;
        int[] order = Order(parts.Train.Count);
        int test = parts.Test is null ? CountOf(Test, order.Length) : 0;
        int validation = CountOf(Validation, order.Length - test);
        if (validation > 0 && parts.Validation is not null)
        {
            throw new InvalidDataException($"{name} has a validation part of its own; leave out 'validation'");
        }

        if (parts.Test is null && test == 0)
        {
            throw new InvalidDataException($"{name} has no test part; set 'test' to the fraction of its images to be judged by");
        }

        int rest = order.Length - test - validation, train = CountOf(Fraction, rest);
        if (train == 0)
        {
            throw new InvalidDataException($"{name}: of {order.Length:N0} images none is left to learn from");
        }

        return new Dataset(name, dataset.Classes, Take(parts.Train, order, 0, train), parts.Test ?? Take(parts.Train, order, order.Length - test, test))
        {
            Validation = validation > 0 ? Take(parts.Train, order, rest, validation) : parts.Validation,
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

    private static int CountOf(double fraction, int count) => (int)Math.Round(fraction * count);
}
