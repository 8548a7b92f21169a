using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs;

/// <summary>The images of jobs that need no more than their data set.</summary>
internal static class TrialImages
{
    /// <summary>The first training images of the data set that the parameter <c>dataset</c> describes.</summary>
    /// <param name="parameters">Has <c>dataset</c> with the schema of <see cref="DatasetSchema"/>.</param>
    /// <param name="library">Where data sets come from.</param>
    /// <param name="count">How many images; fewer where there are not so many.</param>
    /// <param name="trial">Is told about fetching.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns><c>[n, channels, height, width]</c>, in [0, 1].</returns>
    /// <exception cref="TrialException">The data set cannot be had, or is damaged.</exception>
    public static Tensor<float> First(ParameterReader parameters, DatasetLibrary library, int count, ITrial trial, CancellationToken stop)
    {
        ImageSet set = Load(parameters, library, trial, stop).Train;
        int n = Math.Min(count, set.Count);
        if (n == 0)
            throw new TrialException("params.dataset: it has no image to train with");
        var images = new Tensor<float>([n, set.Shape.Channels, set.Shape.Height, set.Shape.Width]);
        set.ReadBatch(0, PixelScaling.Unit, images.Span, new int[n]);
        return images;
    }

    /// <summary>The data set that the parameter <c>dataset</c> describes.</summary>
    /// <exception cref="TrialException">It cannot be had, or is damaged.</exception>
    public static Dataset Load(ParameterReader parameters, DatasetLibrary library, ITrial trial, CancellationToken stop)
    {
        try
        {
            return DatasetSchema.Read(parameters.Object("dataset")).Load(library, trial.Log, stop);
        }
        catch (Exception error) when (error is DatasetUnavailableException or InvalidDataException or InvalidImageException or IOException or UnauthorizedAccessException)
        {
            throw new TrialException($"params.dataset: {error.Message}", error);
        }
    }
}
