using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>Random values that a gradient can be checked at.</summary>
internal static class Draws
{
    private const int Tile = 4;

    /// <summary>Fills a tensor with uniform values.</summary>
    /// <returns>The tensor.</returns>
    public static Tensor<T> Fill<T>(Tensor<T> tensor, System.Random random, double low, double high) where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (ref T value in tensor.Span)
            value = T.CreateChecked(low + (high - low) * random.NextDouble());
        return tensor;
    }

    /// <summary>
    /// Values between -1 and 1, further from zero than the step of the check, where a rectifier has its kink. Of an image, any window of 4×4 pixels or fewer has values further apart
    /// than that, since the largest of a pool must stay the largest: each place in a tile of 4×4 has a level of its own.
    /// </summary>
    public static Tensor<T> AwayFromKinks<T>(Shape shape, System.Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tensor = new Tensor<T>(shape);
        if (shape.Rank < 3)
        {
            foreach (ref T value in tensor.Span)
                value = T.CreateChecked((0.1 + 0.9 * random.NextDouble()) * (random.Next(2) * 2 - 1));
            return tensor;
        }

        int height = shape[shape.Rank - 2], width = shape[shape.Rank - 1];
        for (int plane = 0; plane < tensor.Length / (height * width); plane++)
        {
            int[] levels = [.. Enumerable.Range(0, Tile * Tile)];
            random.Shuffle(levels);
            for (int i = 0; i < height * width; i++)
                tensor[plane * height * width + i] = T.CreateChecked((levels[i / width % Tile * Tile + i % width % Tile] - 7.5) * 0.13 + (random.NextDouble() - 0.5) * 0.01);
        }

        return tensor;
    }
}
