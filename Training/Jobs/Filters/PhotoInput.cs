using ActorTraining.Training.Images;
using ActorTraining.Training.Pictures;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.Filters;

/// <summary>Photographs as a network takes them: resized, in [0, 1], normalised channel by channel.</summary>
/// <param name="Pictures">The resized photographs.</param>
/// <param name="Values">What the network gets, <c>[n, channels, height, width]</c>.</param>
internal sealed record PhotoInput(IReadOnlyList<RasterImage> Pictures, Tensor<float> Values)
{
    /// <summary>Reads files.</summary>
    /// <param name="paths">JPEG or PNG files.</param>
    /// <param name="sample">The shape of a sample, <c>[channels, height, width]</c>, 1 channel or 3.</param>
    /// <param name="mean">One value for each channel, or one for all.</param>
    /// <param name="deviation">The same.</param>
    /// <exception cref="TrialException">A file is not there or no sound picture.</exception>
    public static PhotoInput Read(IReadOnlyList<string> paths, Shape sample, IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        (int channels, int height, int width) = (sample[0], sample[1], sample[2]);
        var values = new Tensor<float>([paths.Count, channels, height, width]);
        var pictures = new List<RasterImage>();
        for (int i = 0; i < paths.Count; i++)
        {
            try
            {
                pictures.Add(Resampling.Resize(ImageFile.Read(paths[i]).WithChannels(channels), width, height));
            }
            catch (InvalidImageException error)
            {
                throw new TrialException($"params.images[{i}]: {error.Message}", error);
            }

            Span<float> planes = values.Slice(i, 1).Span;
            PlanarImage.CopyUnit(pictures[i], planes);
            for (int channel = 0; channel < channels; channel++)
            {
                (float m, float s) = ((float)mean[channel % mean.Count], (float)deviation[channel % deviation.Count]);
                foreach (ref float value in planes.Slice(channel * height * width, height * width))
                    value = (value - m) / s;
            }
        }

        return new PhotoInput(pictures, values);
    }
}
