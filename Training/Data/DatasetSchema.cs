using ActorTraining.Training.Images;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Data;

/// <summary>What the parameter <c>dataset</c> of a job may be: the name of a data set of the catalogue, or an object with a kind.</summary>
public static class DatasetSchema
{
    private const string Grocery = "grocery";
    private const string Folder = "image-folder";
    private const string List = "image-list";
    private const string Arrays = "arrays";
    private const int MostSide = 4096;

    private static KeyValuePair<string, ParameterSchema> PathTo(string summary) => new("path", new TextSchema { Required = true, Summary = summary });

    /// <summary>The schema for the data sets of a catalogue and those of the user's files.</summary>
    public static UnionSchema Create(DatasetCatalog catalog) => new()
    {
        Required = true,
        Summary = "The images and their labels; the name of a data set that needs no properties may stand alone.",
        Kinds =
        [
            .. catalog.Datasets.Select(dataset => new KeyValuePair<string, ObjectSchema>(dataset.Name, Kind($"{dataset.Summary}.", []))),
            new(Grocery, Kind(
                "The GroceryStoreDataset from its folder.",
                [
                    PathTo("The folder with train.txt, val.txt, test.txt and classes.csv."),
                    new("labels", Choice("Which classes are to be told apart.", "coarse", "fine")),
                    .. Pictures(256),
                ])),
            new(Folder, Kind(
                "Pictures in folders named after their classes, or such folders in train, val and test.",
                [PathTo("The folder."), .. Pictures(null), .. Parts()])),
            new(List, Kind(
                "Pictures that lists name, with 'path,class' in each line.",
                [
                    PathTo("The folder that the lists are in and their paths begin in."),
                    new("train", new TextSchema { Required = true, Summary = "The list of the images to learn from." }),
                    new("val", new TextSchema { Summary = "The list of the images to choose by." }),
                    new("test_list", new TextSchema { Summary = "The list of the images to be judged by." }),
                    new("classes", new TextSchema { Summary = "The list of the classes, a name in each line." }),
                    .. Pictures(null), .. Parts(),
                ])),
            new(Arrays, Kind(
                "Images and labels in arrays of numpy: x_train, y_train, x_test, y_test.",
                [PathTo("A .npz file, or a folder of .npy files."), .. Parts()])),
        ],
    };

    /// <summary>Reads the parameter.</summary>
    /// <param name="dataset">The parameter, completed by the schema: <c>parameters.Object("dataset")</c>.</param>
    public static DatasetSpec Read(ParameterReader dataset)
    {
        DatasetSpec spec = dataset.Kind switch
        {
            Grocery => new GroceryStore { Folder = dataset.Text("path"), Options = Options(dataset), Fine = dataset.Text("labels") == "fine" },
            Folder => new ImageFolder { Folder = dataset.Text("path"), Options = Options(dataset) },
            List => new ImageList
            {
                Folder = dataset.Text("path"),
                Options = Options(dataset),
                TrainList = dataset.Text("train"),
                ValidationList = TextOrNull(dataset, "val"),
                TestList = TextOrNull(dataset, "test_list"),
                ClassList = TextOrNull(dataset, "classes"),
            },
            Arrays => new ArrayDataset { Source = dataset.Text("path") },
            var name => new CatalogDataset(name),
        };
        return spec with
        {
            Split = new DataSplit
            {
                Test = dataset.Has("test") ? dataset.Double("test") : 0,
                Seed = dataset.Has("split_seed") ? (ulong)dataset.Long("split_seed") : null,
            },
        };
    }

    private static ImageOptions Options(ParameterReader dataset) => new()
    {
        Resize = dataset.Has("resize") ? dataset.Int("resize") : null,
        Fit = dataset.Text("fit") == "crop" ? ImageFit.Crop : ImageFit.Stretch,
        Interpolation = Enum.Parse<Interpolation>(dataset.Text("interpolation"), ignoreCase: true),
        Channels = dataset.Text("colour") == "grey" ? 1 : 3,
        OnBadImage = dataset.Text("on_bad_image") == "skip" ? BadImage.Skip : BadImage.Refuse,
        Limits = ImageLimits.Default with { MaxPixels = dataset.Long("max_pixels") },
    };

    private static string? TextOrNull(ParameterReader dataset, string name) => dataset.Has(name) ? dataset.Text(name) : null;

    private static KeyValuePair<string, ParameterSchema>[] Pictures(int? side) =>
    [
        new("resize", new IntegerSchema
        {
            Minimum = 1,
            Maximum = MostSide,
            Default = side is { } value ? ParameterValue.Of(value) : null,
            Summary = "The new width and height; left out, all images must have one size.",
        }),
        new("fit", Choice("How an image that is not square becomes so: stretch, or crop the middle.", "stretch", "crop")),
        new("interpolation", Choice("How its pixels are computed, as in PIL.", "bilinear", "bicubic", "nearest")),
        new("colour", Choice("Three channels or one.", "rgb", "grey")),
        new("on_bad_image", Choice("Whether an image that cannot be read ends the trial or is left out.", "refuse", "skip")),
        new("max_pixels", new IntegerSchema
        {
            Minimum = 1,
            Maximum = int.MaxValue,
            Default = ParameterValue.Of(ImageLimits.Default.MaxPixels),
            Summary = "Larger images are bad ones.",
        }),
    ];

    /// <remarks>Files in folders come class by class, so that their order divides nothing: it is always drawn.</remarks>
    private static KeyValuePair<string, ParameterSchema>[] Parts() =>
    [
        new("test", new NumberSchema
        {
            Minimum = 0,
            ExclusiveMaximum = 1,
            Default = ParameterValue.Of(0.2),
            Summary = "The fraction of the images to be judged by, where the data set has no such part.",
        }),
        new("split_seed", new IntegerSchema
        {
            Minimum = 0,
            Maximum = long.MaxValue,
            Default = ParameterValue.Of(0),
            Summary = "Draws the order of the images, from the end of which the images to be judged by are taken.",
        }),
    ];

    private static TextSchema Choice(string summary, params string[] choices) => new() { Choices = choices, Default = ParameterValue.Of(choices[0]), Summary = summary };

    private static ObjectSchema Kind(string summary, IReadOnlyList<KeyValuePair<string, ParameterSchema>> properties) => new() { Summary = summary, Properties = properties };
}
