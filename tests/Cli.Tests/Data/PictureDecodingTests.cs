using ActorTraining.Cli.Output;
using ActorTraining.Cli.Tests.Fakes;
using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Tests.Data;

/// <summary>Pictures are decoded while the user watches, before the trials start.</summary>
public sealed class PictureDecodingTests : IDisposable
{
    private readonly Workplace _workplace = new() { Jobs = Catalog() };

    public PictureDecodingTests()
    {
        for (int i = 0; i < 6; i++)
        {
            var image = new RasterImage(3, 3, 3);
            image.Pixels.Fill((byte)(40 * i));
            string file = Path.Combine(_workplace.Folder, "pictures", i % 2 == 0 ? "even" : "odd", $"{i}.png");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, PngEncoder.Encode(image));
        }

        _workplace.Write("digits.yaml", $$"""
            name: digits
            job: classifier
            params: { dataset: { kind: image-folder, path: {{Path.Combine(_workplace.Folder, "pictures")}} } }
            objective: test.accuracy
            """);
    }

    public void Dispose() => _workplace.Dispose();

    private Task<ExitCode> RunAsync(params string[] words)
    {
        _workplace.Experiments.Script = experiment => experiment.Start(1).Epoch(1, 2, 0.9).Complete(1).End();
        return _workplace.RunAsync(["run", "digits.yaml", "--no-report", .. words]);
    }

    [Fact]
    public async Task In_a_pipe_two_lines_tell_of_it_and_none_where_it_was_done_before()
    {
        Assert.Equal(ExitCode.Success, await RunAsync());
        Assert.Equal("decoding 6 images of pictures\ndecoded 6 images of pictures\n", _workplace.Error);
        Assert.Single(Packed());

        Assert.Equal(ExitCode.Success, await RunAsync());
        Assert.Equal("decoding 6 images of pictures\ndecoded 6 images of pictures\n", _workplace.Error);
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_it_is()
    {
        _workplace.Terminal = new TerminalSize(100, 24);
        Assert.Equal(ExitCode.Success, await RunAsync());
        Assert.Contains("decoding pictures", _workplace.Out);
        Assert.Contains("6 of 6 images", _workplace.Out);
        Assert.Equal("", _workplace.Error);
    }

    [Fact]
    public async Task Every_size_that_the_search_may_ask_for_is_decoded_once()
    {
        Assert.Equal(ExitCode.Success, await RunAsync("--set", "params.dataset.resize={ choice: [2, 3] }", "--set", "params.epochs={ grid: [1, 2, 3] }"));
        Assert.Equal(4, _workplace.Error.Split("images of pictures").Length - 1);
        Assert.Equal(2, Packed().Length);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_read_is_left_to_the_trials_to_tell()
    {
        _workplace.Write("pictures/even/broken.png", "no picture");
        Assert.Equal(ExitCode.Success, await RunAsync());
        Assert.Equal(1, _workplace.Experiments.Submitted);
        Assert.DoesNotContain("error", _workplace.Error);
        Assert.Empty(Packed());
    }

    private string[] Packed() => [.. _workplace.Files("cache").Where(file => file.EndsWith(".bin", StringComparison.Ordinal))];

    /// <summary>The test's jobs, with a data set as the real ones have it.</summary>
    private static JobCatalog Catalog()
    {
        JobDescription job = TestJobs.Catalog.Find("classifier")!;
        return new JobCatalog([job with
        {
            Parameters = new ObjectSchema
            {
                Properties = [.. job.Parameters.Properties.Select(property => property.Key == "dataset" ? new("dataset", DatasetSchema.Create(new DatasetCatalog([]))) : property)],
            },
        }]);
    }
}
