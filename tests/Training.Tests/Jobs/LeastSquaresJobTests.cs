using System.Text;
using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;
using ActorTraining.Training.Jobs.LeastSquares;
using ActorTraining.Training.Tests.Data;

namespace ActorTraining.Training.Tests.Jobs;

public class LeastSquaresJobTests
{
    [Fact]
    public void An_exact_linear_relation_is_found_again()
    {
        var fit = new LinearFit(3, 2);
        for (int i = 0; i < 20; i++)
        {
            float[] x = Numbers.Draw(3, i);
            fit.Add(x, [2 * x[0] - x[1] + 5, x[2] - 7]);
        }

        LinearMap map = fit.Solve(intercept: true);
        Assert.All(map.Weights.Zip([2, 0, -1, 0, 0, 1.0]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        Assert.All(map.Constants.Zip([5.0, -7]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void Inputs_that_never_vary_or_always_vary_together_get_the_least_weights()
    {
        var fit = new LinearFit(4, 1);
        for (int i = 0; i < 20; i++)
        {
            float a = Numbers.Draw(1, i)[0];
            fit.Add([a, a, 0, 1], [6 * a + 2]);
        }

        LinearMap map = fit.Solve(intercept: true);
        // 6a = 3a + 3a has smaller weights than any other share; what is constant explains nothing beyond the intercept.
        Assert.All(map.Weights.Zip([3.0, 3, 0, 0]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.Equal(2, map.Constants[0], 1e-6);
    }

    [Fact]
    public void Without_an_intercept_the_map_goes_through_the_origin()
    {
        var fit = new LinearFit(1, 1);
        fit.Add([1], [3]);
        fit.Add([2], [3]);
        LinearMap map = fit.Solve(intercept: false);
        Assert.Equal(9.0 / 5, map.Weights[0], 1e-9);
        Assert.Equal([0.0], map.Constants);
    }

    [Theory]
    [InlineData(-3.6, 0)]
    [InlineData(0.4, 0)]
    [InlineData(2.4, 2)]
    [InlineData(2.6, 3)]
    [InlineData(19.6, 9)]
    public void A_number_means_the_nearest_class(double output, int answer) =>
        Assert.Equal(answer, new LabelCoding(10, oneHot: false).Decode([output]));

    [Fact]
    public void Reports_accuracies_and_leaves_pictures_and_weights()
    {
        var trial = JobRun.Run("least-squares", new { dataset = "synthetic-digits", validation = 0.2, fraction = 0.75 });
        var metrics = trial.Reports.Single().Metrics;
        Dataset digits = DatasetCatalog.Default.Find("synthetic-digits")!.Open("");
        Assert.Equal(Math.Round(0.75 * 0.8 * digits.Train.Count), metrics["train.images"]);
        Assert.InRange(metrics["train.accuracy"], 0.9, 1);
        // Hardly more images than pixels: the fit follows their noise.
        Assert.InRange(metrics["test.accuracy"], 0.3, 0.9);
        Assert.InRange(metrics["validation.accuracy"], 0.3, 0.9);
        Assert.InRange(metrics["class.worst.accuracy"], 0, metrics["test.accuracy"]);
        Assert.InRange(metrics["class.best.accuracy"], metrics["test.accuracy"], 1);
        Assert.Equal(["classes.csv", "confusion.svg", "weights.npz", "weights.svg"], trial.Artifacts.Keys.Order());
        Assert.Contains("of the test images told right by least squares", Encoding.UTF8.GetString(trial.Artifacts["confusion.svg"]));
    }

    [Fact]
    public void Pictures_of_a_folder_are_fitted_as_a_classifier_would_take_them()
    {
        using var pictures = new PictureFolder(40, 4, 4);
        var metrics = JobRun.Run("least-squares", new { dataset = pictures.Dataset, validation = 0.2 }).Reports.Single().Metrics;
        Assert.Equal(24, metrics["train.images"]); // of 40, a quarter is for the test, a fifth of the rest held out
        Assert.Equal(1, metrics["train.accuracy"]); // 24 images of noise with 48 values each: any labels can be met
        Assert.Equal(1, metrics["train.r2"], 1e-6);
        Assert.InRange(metrics["validation.accuracy"], 0, 1);
    }

    [Fact]
    public void A_data_set_with_validation_images_of_its_own_gives_all_others_to_the_fit()
    {
        using var folder = new TemporaryFolder();
        foreach (string part in (string[])["train", "val", "test"])
        {
            foreach (string name in (string[])["dark", "light"])
            {
                Directory.CreateDirectory(Path.Combine(folder[part], name));
                for (int i = 0; i < 3; i++)
                    File.WriteAllBytes(Path.Combine(folder[part], name, $"{i}.png"), PngEncoder.Encode(Shade((byte)((name == "dark" ? 20 : 200) + i))));
            }
        }

        var metrics = JobRun.Run("least-squares", new { dataset = new { kind = "image-folder", path = folder.Path } }).Reports.Single().Metrics;
        Assert.Equal((6, 1, 1), (metrics["train.images"], metrics["validation.accuracy"], metrics["test.accuracy"]));
    }

    [Fact]
    public void A_random_draw_takes_other_images_than_the_first()
    {
        double Accuracy(string draw, ulong seed) => JobRun.Run("least-squares", new { dataset = "synthetic-digits", fraction = 0.3, draw }, seed).Reports.Single().Metrics["test.accuracy"];
        Assert.Equal(Accuracy("random", 1), Accuracy("random", 1));
        Assert.NotEqual(Accuracy("file", 1), Accuracy("random", 1));
        Assert.NotEqual(Accuracy("random", 1), Accuracy("random", 2));
    }

    [Fact]
    public void Images_too_large_for_the_normal_equations_are_refused_with_a_size_that_is_not()
    {
        using var pictures = new PictureFolder(4, 64, 64);
        Assert.Equal(
            $"params.dataset: an image of {Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(pictures.Files[0])))} has 12,288 values (3×64×64), and least squares takes at most 4,096; for pictures set 'resize' to 36 or less",
            JobRun.Fault("least-squares", new { dataset = pictures.Dataset }));
    }

    [Fact]
    public void A_data_set_that_is_not_there_is_told_with_its_parameter() =>
        Assert.StartsWith("params.dataset: ", JobRun.Fault("least-squares", new { dataset = new { kind = "grocery", path = "/nowhere" } }));

    /// <summary>Reference figures of scikit-learn's LinearRegression on the first 42,000 images.</summary>
    [Fact]
    public async Task On_MNIST_it_reaches_what_scikit_learn_reaches()
    {
        await RealData.LoadAsync("mnist");
        var oneHot = JobRun.Run("least-squares", new { dataset = "mnist" }).Reports.Single().Metrics;
        var number = JobRun.Run("least-squares", new { dataset = "mnist", targets = "number" }).Reports.Single().Metrics;
        Assert.Equal(42_000, oneHot["train.images"]);
        Assert.Equal(0.8608, oneHot["test.accuracy"], 0.0003);
        Assert.Equal(0.2276, number["test.accuracy"], 0.0003);
        Assert.Equal(0.613, number["test.r2"], 0.0006);
    }

    private static RasterImage Shade(byte shade)
    {
        var image = new RasterImage(3, 3, 3);
        image.Pixels.Fill(shade);
        return image;
    }
}
