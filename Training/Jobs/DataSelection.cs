using ActorTraining.Training.Data;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs;

/// <summary>Which images are learnt from, and which are held back for validation.</summary>
/// <param name="Train">The images to learn from, in the order of an epoch that is not shuffled.</param>
/// <param name="Validation">The images to choose by; null where there are none.</param>
internal sealed record DataSelection(ImageSet Train, ImageSet? Validation)
{
    /// <summary>Chooses images.</summary>
    /// <param name="dataset">Its own validation images are taken where it has some; then none of its training images are held back.</param>
    /// <param name="validation">The fraction of the training images that is held back where it has none, in [0, 1).</param>
    /// <param name="fraction">The fraction of the others that is learnt from, in (0, 1].</param>
    /// <param name="draw">Decides which images are which, in a stream of its own, so that the first weights are the same with and without it; null for the order of the file.</param>
    /// <returns>
    /// Without a draw, the first training images are to learn from and the last for validation. With one, they stand in the order of
    /// <c>torch.randperm(count)</c> after <c>torch.manual_seed(draw)</c> and are taken in the same way, so a larger fraction contains a smaller one.
    /// </returns>
    public static DataSelection Choose(Dataset dataset, double validation, double fraction, ulong? draw)
    {
        int[] order = [.. Enumerable.Range(0, dataset.Train.Count)];
        if (draw is { } seed)
            new TorchRandom(seed).Permutation(order);
        int held = dataset.Validation is null ? (int)Math.Round(order.Length * validation, MidpointRounding.AwayFromZero) : 0, rest = order.Length - held;
        int train = (int)Math.Round(rest * fraction, MidpointRounding.AwayFromZero);
        return new DataSelection(
            train == order.Length && draw is null ? dataset.Train : dataset.Train.Select(order.AsSpan(0, train)),
            held > 0 ? dataset.Train.Select(order.AsSpan(rest)) : dataset.Validation);
    }
}
