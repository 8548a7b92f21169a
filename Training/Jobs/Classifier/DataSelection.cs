using ActorTraining.Training.Data;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Which images are trained with, and which are held back for validation.</summary>
/// <param name="Train">The images to train with, in the order of an epoch that is not shuffled.</param>
/// <param name="Validation">The images to choose by; null where there are none.</param>
internal sealed record DataSelection(ImageSet Train, ImageSet? Validation)
{
    /// <summary>Chooses images.</summary>
    /// <param name="dataset">Its own validation images are taken where it has some.</param>
    /// <param name="parameters">The fractions, and whether the seed decides.</param>
    /// <param name="seed">Decides in a stream of its own, so that the first weights are the same with and without it.</param>
    /// <returns>
    /// Without a draw, the first training images are for training and the last for validation. With one, they stand in the order of
    /// <c>torch.randperm(count)</c> after <c>torch.manual_seed(seed)</c> and are taken in the same way, so a larger fraction contains a smaller one.
    /// </returns>
    /// <exception cref="InvalidParametersException">Training images are to be held back, but the data set has validation images.</exception>
    public static DataSelection Choose(Dataset dataset, ClassifierParameters parameters, ulong seed)
    {
        if (dataset.Validation is not null && parameters.Validation > 0)
            throw new InvalidParametersException([new ParameterError("params.data.validation", $"{dataset.Name} has {dataset.Validation.Count:N0} validation images of its own; leave it out")]);
        int[] order = [.. Enumerable.Range(0, dataset.Train.Count)];
        if (parameters.DrawsRandomly)
        {
            new TorchRandom(seed).Permutation(order);
        }

        int rest = order.Length - (int)Math.Round(order.Length * parameters.Validation, MidpointRounding.AwayFromZero);
        int train = (int)Math.Round(rest * parameters.Fraction, MidpointRounding.AwayFromZero);
        return new DataSelection(
            train == order.Length && !parameters.DrawsRandomly ? dataset.Train : dataset.Train.Select(order.AsSpan(0, train)),
            rest < order.Length ? dataset.Train.Select(order.AsSpan(rest)) : dataset.Validation);
    }
}
