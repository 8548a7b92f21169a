using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Data;

/// <summary>What the parameter <c>augment</c> of a job may be: <c>{ flip: true, crop: { padding: 4 }, jitter: { brightness: 0.2 } }</c>.</summary>
public static class AugmentSchema
{
    /// <summary>The schema.</summary>
    public static ObjectSchema Schema { get; } = new()
    {
        Summary = "Varies the training images, each epoch in another way.",
        Properties =
        [
            new("flip", new FlagSchema { Default = ParameterValue.Of(false), Summary = "Whether every other image is mirrored left to right." }),
            new("crop", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "Cuts out a part at random, which takes the size of the image again.",
                Properties =
                [
                    new("padding", new IntegerSchema { Minimum = 0, Maximum = 1024, Default = ParameterValue.Of(0), Summary = "The black pixels put around the image before." }),
                    new("area", new NumberSchema { ExclusiveMinimum = 0, Maximum = 1, Default = ParameterValue.Of(1), Summary = "The least fraction of the area; the part is enlarged." }),
                    new("ratio", new NumberSchema { Minimum = 1, Maximum = 4, Default = ParameterValue.Of(4.0 / 3), Summary = "The greatest stretch of that part, of width to height or the reverse." }),
                ],
            }),
            new("rotate", new NumberSchema { Minimum = 0, Maximum = 180, Default = ParameterValue.Of(0), Summary = "The greatest turn to either side, in degrees." }),
            new("shift", new NumberSchema { Minimum = 0, ExclusiveMaximum = 1, Default = ParameterValue.Of(0), Summary = "The greatest shift, as a fraction of width and height." }),
            new("jitter", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "Multiplies by a random number from 1 - x to 1 + x.",
                Properties = [new("brightness", Strength("The brightness.")), new("contrast", Strength("The distance from the mean grey.")), new("saturation", Strength("The distance of a pixel from its grey."))],
            }),
        ],
    };

    /// <summary>Reads the parameter.</summary>
    /// <param name="augment">The parameter, completed by the schema: <c>parameters.Object("augment")</c>.</param>
    public static AugmentSpec Read(ParameterReader augment) => new()
    {
        Flip = augment.Flag("flip"),
        Padding = augment.Int("crop.padding"),
        MinArea = augment.Double("crop.area"),
        MaxRatio = augment.Double("crop.ratio"),
        Rotation = augment.Double("rotate"),
        Shift = augment.Double("shift"),
        Brightness = augment.Double("jitter.brightness"),
        Contrast = augment.Double("jitter.contrast"),
        Saturation = augment.Double("jitter.saturation"),
    };

    private static NumberSchema Strength(string summary) => new() { Minimum = 0, Maximum = 1, Default = ParameterValue.Of(0), Summary = summary };
}
