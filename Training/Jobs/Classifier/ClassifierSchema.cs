using ActorTraining.Training.Data;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Jobs.Classifier;

/// <summary>What the parameters of the job <c>classifier</c> may be.</summary>
internal static class ClassifierSchema
{
    /// <summary>The schema for the data sets of a catalogue and those of the user's files.</summary>
    public static ObjectSchema Create(DatasetCatalog catalog) => new()
    {
        Properties =
        [
            new("dataset", DatasetSchema.Create(catalog)),
            new("normalize", NormalizeSchema.Schema),
            new("data", Data),
            new("augment", AugmentSchema.Schema),
            new("model", NetworkSchema.Model),
            new("optimizer", OptimizerSchema.Optimizer),
            new("schedule", OptimizerSchema.Schedule),
            new("regularisation", OptimizerSchema.Regularisation),
            new("batch", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(32), Summary = "The number of images in a step." }),
            new("least_batch", new IntegerSchema { Minimum = 1, Summary = "How small the batch may become where a device's memory does not hold it; without it the trial fails then." }),
            new("epochs", new IntegerSchema { Minimum = 1, Default = ParameterValue.Of(10), Summary = "How often all images are seen." }),
            new("shuffle", new FlagSchema { Default = ParameterValue.Of(true), Summary = "Whether every epoch has an order of its own; else that of the files." }),
            new("seed", new IntegerSchema { Minimum = 0, Maximum = long.MaxValue, Summary = "In place of the trial's own seed; as torch.manual_seed." }),
            new("report", Report),
            new("keep", new TextSchema
            {
                Choices = ["last", "best"],
                Default = ParameterValue.Of("last"),
                Summary = "The epoch whose weights are kept and judged at the end: the last one, or the one with the best accuracy on the validation images.",
            }),
            new("weights", new ObjectSchema
            {
                Default = ParameterValue.Of(new { }),
                Summary = "How the trained weights are written.",
                Properties =
                [
                    new("naming", new TextSchema
                    {
                        Choices = ["torch", "notebook"],
                        Default = ParameterValue.Of("torch"),
                        Summary = "torch: 0.weight [out, in], 0.bias, ...; notebook: W1 [in, out], b1, W2, b2, ...",
                    }),
                ],
            }),
        ],
    };

    private static ObjectSchema Data => new()
    {
        Default = ParameterValue.Of(new { }),
        Summary = "Which of the training images are used for what.",
        Properties =
        [
            new("validation", new NumberSchema
            {
                Minimum = 0,
                ExclusiveMaximum = 1,
                Default = ParameterValue.Of(0),
                Summary = "The fraction of the training images that is held back, to choose by, where the data set has no validation images of its own; the test images stay untouched by choices.",
            }),
            new("fraction", new NumberSchema
            {
                ExclusiveMinimum = 0,
                Maximum = 1,
                Default = ParameterValue.Of(1),
                Summary = "The fraction of the others that is trained with.",
            }),
            new("draw", new TextSchema
            {
                Choices = ["file", "random"],
                Default = ParameterValue.Of("file"),
                Summary = "file: the first images of the file are for training, the last for validation; random: as the seed decides.",
            }),
        ],
    };

    private static ObjectSchema Report => new()
    {
        Default = ParameterValue.Of(new { }),
        Summary = "What is reported, and when.",
        Properties =
        [
            new("every", new TextSchema
            {
                Choices = ["epoch", "iteration"],
                Default = ParameterValue.Of("epoch"),
                Summary = "iteration: loss and accuracy of every batch as well, and everything is counted in iterations.",
            }),
            new("train", new TextSchema
            {
                Choices = ["after", "during"],
                Default = ParameterValue.Of("after"),
                Summary = "after: loss and accuracy on the training images after the epoch; during: their means over its steps, which costs nothing.",
            }),
        ],
    };
}
