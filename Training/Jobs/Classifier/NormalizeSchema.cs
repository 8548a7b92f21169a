using ActorTraining.Training.Data;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>How parameters describe the shift and the scale of pixels.</summary>
internal static class NormalizeSchema
{
    // Those of torchvision's pre-trained models, for red, green and blue.
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f], ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    /// <summary>The schema of <c>normalize</c>.</summary>
    public static ObjectSchema Schema { get; } = new()
    {
        Summary = "Shifts and scales the pixels, which are in [0, 1] without it: (x - mean) / std.",
        Shorthand = "like",
        Properties =
        [
            new("mean", PerChannel("The mean, for pixels in [0, 1].", new NumberSchema())),
            new("std", PerChannel("The standard deviation, for pixels in [0, 1].", new NumberSchema { ExclusiveMinimum = 0 })),
            new("like", new TextSchema { Choices = ["imagenet"], Summary = "In place of both: the mean and deviation of the photographs of ImageNet." }),
        ],
    };

    /// <summary>The scaling that parameters of this schema describe.</summary>
    /// <param name="normalize">The object <c>normalize</c>.</param>
    /// <exception cref="InvalidParametersException">It does not say which, or mean and deviation differ in their number.</exception>
    public static PixelScaling Read(ParameterReader normalize)
    {
        bool named = normalize.Has("like"), mean = normalize.Has("mean"), std = normalize.Has("std");
        if (named ? mean || std : !mean || !std)
            throw Fault("give mean and std, or the name 'imagenet' alone");
        if (named)
            return PixelScaling.Normalized(ImageNetMean, ImageNetDeviation);
        float[] means = Numbers("mean"), deviations = Numbers("std");
        return means.Length == deviations.Length
            ? PixelScaling.Normalized(means, deviations)
            : throw Fault($"has {means.Length} in mean and {deviations.Length} in std; each channel needs both, or give one number for all");

        float[] Numbers(string name) => [.. normalize.Doubles(name).Select(value => (float)value)];
    }

    private static InvalidParametersException Fault(string rule) => new([new ParameterError("params.normalize", rule)]);

    private static ListSchema PerChannel(string summary, NumberSchema item) =>
        new() { TakesSingle = true, MinLength = 1, MaxLength = 4, Item = item, Summary = $"{summary} One number for all channels, or a list with one for each." };
}
