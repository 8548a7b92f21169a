using ActorTraining.Training.Random;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>Which of the training images of a data set are trained with, and which are held back for validation.</summary>
/// <param name="Train">Their indices, in the order of an epoch that is not shuffled.</param>
/// <param name="Validation">Their indices; empty where nothing is held back.</param>
internal sealed record DataSelection(int[] Train, int[] Validation)
{
    /// <summary>Chooses images.</summary>
    /// <param name="count">The number of training images of the data set.</param>
    /// <param name="parameters">The fractions, and whether the seed decides.</param>
    /// <param name="seed">Decides in a stream of its own, so that the first weights are the same with and without it.</param>
    /// <returns>
    /// Without a draw, the first images of the file are for training and the last for validation. With one, the images stand in the order of
    /// <c>torch.randperm(count)</c> after <c>torch.manual_seed(seed)</c> and are taken in the same way, so a larger fraction contains a smaller one.
    /// </returns>
    public static DataSelection Choose(int count, ClassifierParameters parameters, ulong seed)
    {
        int[] order = new int[count];
        if (parameters.DrawsRandomly)
        {
            new TorchRandom(seed).Permutation(order);
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                order[i] = i;
            }
        }

        int validation = (int)Math.Round(count * parameters.Validation, MidpointRounding.AwayFromZero);
        int rest = count - validation;
        int train = (int)Math.Round(rest * parameters.Fraction, MidpointRounding.AwayFromZero);
        return new DataSelection(order[..train], order[rest..]);
    }
}
