using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tests.Data;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Classifiers of pictures: the user's folders, layers for images, their variation, and their own validation images.</summary>
public sealed class ClassifierImageTests : IDisposable
{
    private static readonly object[] Layers =
    [
        new { kind = "conv-2d", outputs = 4, kernel = 3, padding = 1 },
        "batch-norm-2d",
        "relu",
        new { kind = "max-pool-2d", kernel = new[] { 2, 2 } },
        new { kind = "conv-2d", outputs = 6, kernel = new[] { 3, 1 }, stride = 2 },
        "relu",
        "adaptive-average-pool-2d",
        "flatten",
        new { kind = "dropout", p = 0.2 },
        new { kind = "linear", units = 2 },
    ];

    private static readonly object[] Documented =
    [
        .. Block(21), .. Block(42), .. Block(84), "flatten", new { kind = "linear", units = 43 }, new { kind = "dropout", p = 0.5 }, "log-softmax",
    ];

    private readonly Data.PictureFolder _pictures = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Tells_bright_pictures_from_dark_ones()
    {
        AddParts();
        RecordingTrial trial = Run(new
        {
            dataset = Folder,
            normalize = "imagenet",
            model = new { layers = Layers },
            optimizer = new { kind = "adam", lr = 0.02 },
            batch = 8,
            epochs = 12,
            keep = "best",
        });
        Assert.Equal(1, trial.Reports[^1].Metrics["kept.test_accuracy"]);
        // 3·9·4 + 4, 2·4, 4·3·6 + 6, 6·2 + 2
        Assert.Equal(112 + 8 + 78 + 14, trial.Reports[0].Metrics["parameters"]);
        Assert.Contains("4 of 4 right", System.Text.Encoding.UTF8.GetString(trial.Artifacts["confusion.svg"]));
        Assert.Equal("bright", JsonElement.Parse(trial.Artifacts["result.json"]).GetProperty("best").GetProperty("class").GetString());
    }

    [Fact]
    public void Varied_images_are_the_same_again_when_an_epoch_is_taken_up_in_its_middle()
    {
        AddParts();
        object parameters = Varied(new { flip = true, crop = new { area = 0.5 }, rotate = 20, jitter = new { brightness = 0.3 } });
        RecordingTrial undisturbed = Run(parameters), plain = Run(Varied(new { }));

        // 20 images make 4 steps with a question behind all but the last, so the fifth is asked in the second epoch.
        int asked = 0, saved = 0;
        using var died = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var interrupted = new RecordingTrial(parameters)
        {
            Due = ended => ended || ++asked == 5,
            Saved = _ =>
            {
                if (++saved == 2)
                    died.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(interrupted, died.Token));
        RecordingTrial resumed = Run(new RecordingTrial(parameters) { Checkpoint = interrupted.Checkpoints[1] }, Cancellation);

        Assert.Contains(resumed.Lines, line => line.Contains("part of the next", StringComparison.Ordinal));
        Assert.Equal(undisturbed.Reports.Skip(1).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
        Assert.Equal(undisturbed.Artifacts, resumed.Artifacts);
        Assert.NotEqual(undisturbed.Artifacts["weights.pt"], plain.Artifacts["weights.pt"]);

        object Varied(object augment) => new
        {
            dataset = Folder,
            augment,
            model = new { layers = Layers },
            optimizer = "adam",
            batch = 5,
            epochs = 3,
        };
    }

    [Fact]
    public void Images_that_a_data_set_has_for_validation_are_chosen_by()
    {
        AddParts();
        RecordingTrial trial = Run(new { dataset = Folder, model = new { layers = Layers }, optimizer = "adam", epochs = 2, keep = "best" });
        // Two images: a share of them is a multiple of a half.
        Assert.All(trial.Reports, report => Assert.Equal(0, report.Metrics["validation.accuracy"] % 0.5));
        Assert.Equal(
            "params.data.validation: pictures has 2 validation images of its own; leave it out",
            Fault(new { dataset = Folder, data = new { validation = 0.1 }, model = new { layers = Layers }, optimizer = "adam" }));
    }

    [Theory]
    [InlineData("""{ "mean": [0.5, 0.5], "std": [0.5, 0.5] }""", "params.normalize: is for 2 channels, but the images have 3")]
    [InlineData("""{ "mean": [0.5, 0.5, 0.5], "std": 0.5 }""", "params.normalize: has 3 in mean and 1 in std; each channel needs both, or give one number for all")]
    [InlineData("""{ "mean": 0.5 }""", "params.normalize: give mean and std, or the name 'imagenet' alone")]
    [InlineData("""{ "like": "imagenet", "mean": 0.5 }""", "params.normalize: give mean and std, or the name 'imagenet' alone")]
    [InlineData("\"imagenette\"", "params.normalize: 'imagenette' is unknown; did you mean 'imagenet'?")]
    public void A_scaling_that_does_not_fit_is_told(string normalize, string message)
    {
        AddParts();
        Assert.Equal(message, Fault(new { dataset = Folder, normalize = JsonElement.Parse(normalize), model = new { layers = Layers }, optimizer = "adam" }));
    }

    [Fact]
    public void One_number_for_all_channels_is_the_same_as_one_for_each()
    {
        AddParts();
        Assert.Equal(
            Run(Scaled(new { mean = 0.4, std = 0.2 })).Artifacts["weights.pt"],
            Run(Scaled(new { mean = Enumerable.Repeat(0.4, 3), std = Enumerable.Repeat(0.2, 3) })).Artifacts["weights.pt"]);

        object Scaled(object normalize) => new { dataset = Folder, normalize, model = new { layers = Layers }, optimizer = "adam", epochs = 1 };
    }

    [Fact]
    public void The_number_of_trained_values_is_known_without_the_data()
    {
        object groceries = new { kind = "grocery", path = "/no/such/folder" };
        Assert.Equal(98_533, Count(groceries, Documented));
        Assert.Equal(7850, Count("mnist", [new { kind = "linear", units = 10 }]));
        Assert.Null(Count(groceries, [new { kind = "conv-2d", outputs = 2, kernel = 300 }]));
        Assert.Null(Count(new { kind = "image-folder", path = "/no/such/folder" }, Layers));

        double? Count(object dataset, object[] layers) =>
            Derived(DatasetCatalog.Default).Of(ParameterValue.Of(new { dataset, model = new { layers }, optimizer = "adam" }));

        static DerivedQuantity Derived(DatasetCatalog catalog) =>
            JobCatalog.Of(new DatasetLibrary(catalog, "unused")).Find("classifier")!.Derived.Single();
    }

    [Fact]
    public void Says_where_groceries_are_to_be_had() => Assert.Contains(
        "get the data set with 'git clone https://github.com/marcusklasson/GroceryStoreDataset' and give the path of its folder 'dataset'",
        Fault(new { dataset = new { kind = "grocery", path = "no/such/folder" }, model = new { layers = Documented }, optimizer = "adam" }));

    [Fact]
    public void Learns_real_groceries()
    {
        string folder = TestData.Folder("grocery");
        TakeSome(folder, "train.txt", 86);
        TakeSome(folder, "val.txt", 10);
        TakeSome(folder, "test.txt", 10);
        _pictures.Write("classes.csv", File.ReadAllBytes(Path.Combine(folder, "classes.csv")));
        RecordingTrial trial = Run(new
        {
            dataset = new { kind = "grocery", path = _pictures.Path, resize = 64 },
            normalize = "imagenet",
            augment = new { flip = true },
            model = new { layers = Documented },
            optimizer = new { kind = "adam", lr = 5e-4, weight_decay = 1e-2 },
            batch = 20,
            epochs = 3,
            keep = "best",
        });
        Assert.True(trial.Reports[^1].Metrics["train.loss"] < Math.Log(43));
        Assert.Equal(trial.Reports.Max(report => report.Metrics["validation.accuracy"]), trial.Reports[^1].Metrics["kept.validation_accuracy"]);
    }

    private object Folder => new { kind = "image-folder", path = _pictures.Path };

    private static object[] Block(int outputs) =>
        [new { kind = "conv-2d", outputs, kernel = 3, padding = 1 }, "batch-norm-2d", "relu", new { kind = "max-pool-2d", kernel = 4 }];

    private void AddParts()
    {
        foreach ((string part, int count) in new[] { ("train", 10), ("val", 1), ("test", 2) })
        {
            for (int i = 0; i < count; i++)
            {
                _pictures.Add($"{part}/bright/{i}.png", (byte)(160 + (5 * i)), 8, 8);
                _pictures.Add($"{part}/dark/{i}.png", (byte)(40 + (5 * i)), 8, 8);
            }
        }
    }

    /// <summary>Copies pictures from all over a list of the data set.</summary>
    private void TakeSome(string folder, string list, int count)
    {
        string[] all = File.ReadAllLines(Path.Combine(folder, list)), some = [.. Enumerable.Range(0, count).Select(i => all[i * all.Length / count])];
        _pictures.Write(list, string.Join('\n', some));
        foreach (string path in some.Select(line => line.Split(',')[0]))
            _pictures.Write(path, File.ReadAllBytes(Path.Combine(folder, path)));
    }

    private RecordingTrial Run(object parameters) => Run(new RecordingTrial(parameters), Cancellation);

    private RecordingTrial Run(RecordingTrial trial, CancellationToken stop)
    {
        JobCatalog.Of(_pictures.Library).Find("classifier")!.Create().RunAsync(trial, stop).GetAwaiter().GetResult();
        return trial;
    }

    private string Fault(object parameters) => Assert.Throws<TrialException>(() => Run(parameters)).Message;
}
