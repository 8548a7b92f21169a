using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Training.Tests.Data;

public class DatasetSchemaTests
{
    private static readonly ObjectSchema Schema = new()
    {
        Properties = [new("dataset", DatasetSchema.Create(DatasetCatalog.Default)), new("augment", AugmentSchema.Schema)],
    };

    [Fact]
    public void A_name_alone_is_a_data_set_of_the_catalogue()
    {
        var spec = Assert.IsType<CatalogDataset>(Read("\"mnist\""));
        Assert.Equal("mnist", spec.Name);
        Assert.Equal(new DataSplit(), spec.Split);
    }

    [Theory]
    [InlineData("\"mnist\"", "1×28×28")]
    [InlineData("\"cifar-10\"", "3×32×32")]
    [InlineData("""{ "kind": "grocery", "path": "no/such/folder", "resize": 128 }""", "3×128×128")]
    [InlineData("""{ "kind": "image-folder", "path": "no/such/folder", "resize": 8, "colour": "grey" }""", "1×8×8")]
    [InlineData("""{ "kind": "image-folder", "path": "no/such/folder" }""", null)]
    [InlineData("""{ "kind": "arrays", "path": "no/such/folder" }""", null)]
    public void The_shape_of_images_is_told_without_reading_one(string dataset, string? shape) =>
        Assert.Equal(shape, Read(dataset).ShapeIn(DatasetCatalog.Default)?.ToString());

    [Fact]
    public void Reads_the_data_set_of_groceries()
    {
        var spec = Assert.IsType<GroceryStore>(Read("""{ "kind": "grocery", "path": "/data/grocery" }"""));
        Assert.Equal(("/data/grocery", 256, false), (spec.Folder, spec.Options.Resize, spec.Fine));
        Assert.Null(spec.Split.Seed);
        Assert.True(Assert.IsType<GroceryStore>(Read("""{ "kind": "grocery", "path": "a", "labels": "fine" }""")).Fine);
    }

    [Fact]
    public void Reads_folders_of_pictures_with_all_options()
    {
        var spec = Assert.IsType<ImageFolder>(Read("""
            { "kind": "image-folder", "path": "pets", "resize": 64, "fit": "crop", "interpolation": "bicubic", "colour": "grey", "on_bad_image": "skip", "max_pixels": 1000, "test": 0.1 }
            """));
        Assert.Equal(
            new ImageOptions
            {
                Resize = 64,
                Fit = ImageFit.Crop,
                Interpolation = Interpolation.Bicubic,
                Channels = 1,
                OnBadImage = BadImage.Skip,
                Limits = new ImageLimits { MaxPixels = 1000 },
            },
            spec.Options);
        Assert.Equal(new DataSplit { Test = 0.1, Seed = 0 }, spec.Split);
        Assert.Equal("pets", spec.Name);
    }

    [Fact]
    public void Reads_lists_and_arrays()
    {
        var list = Assert.IsType<ImageList>(Read("""{ "kind": "image-list", "path": "a", "train": "t.csv", "test_list": "e.csv", "classes": "c.txt" }"""));
        Assert.Equal(("t.csv", "e.csv", null, "c.txt"), (list.TrainList, list.TestList, list.ValidationList, list.ClassList));
        Assert.Equal("a.npz", Assert.IsType<ArrayDataset>(Read("""{ "kind": "arrays", "path": "a.npz" }""")).Source);
    }

    [Theory]
    [InlineData("\"mnits\"", "params.dataset: 'mnits' is unknown; did you mean 'mnist'?")]
    [InlineData("\"grocery\"", "params.dataset: 'grocery' needs 'path'; write { kind: grocery, path: ... }")]
    [InlineData("{ \"kind\": \"grocery\", \"path\": \"a\", \"resize\": 0 }", "params.dataset.resize: 0 is not at least 1")]
    [InlineData("{ \"kind\": \"arrays\", \"path\": \"a\", \"test\": 1 }", "params.dataset.test: 1 is not less than 1")]
    public void Says_what_is_wrong(string dataset, string rule)
    {
        var error = Assert.Throws<InvalidParametersException>(() => Read(dataset));
        Assert.Equal(rule, Assert.Single(error.Errors).ToString());
    }

    [Fact]
    public void Reads_how_images_are_varied()
    {
        AugmentSpec spec = Augment("""{ "flip": true, "crop": { "padding": 4, "area": 0.5 }, "rotate": 10, "shift": 0.1, "jitter": { "brightness": 0.2, "saturation": 0.3 } }""");
        Assert.Equal(new AugmentSpec { Flip = true, Padding = 4, MinArea = 0.5, Rotation = 10, Shift = 0.1, Brightness = 0.2, Saturation = 0.3 }, spec);
        Assert.Equal(new AugmentSpec(), Augment("{}"));
    }

    private static DatasetSpec Read(string dataset) => DatasetSchema.Read(Reader($$"""{ "dataset": {{dataset}} }""").Object("dataset"));

    private static AugmentSpec Augment(string augment) => AugmentSchema.Read(Reader($$"""{ "dataset": "mnist", "augment": {{augment}} }""").Object("augment"));

    private static ParameterReader Reader(string parameters) => new(Schema, JsonDocument.Parse(parameters).RootElement);
}
