using System.Text;
using System.Xml.Linq;
using ActorTraining.Training.Jobs.Blur;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Jobs;

public class BlurJobTests
{
    [Fact]
    public void The_filter_is_a_Gaussian_that_keeps_brightness()
    {
        Tensor<float> kernel = GaussianKernel.Create(5, 1.5);
        Assert.Equal(1, kernel.Span.ToArray().Sum(), 1e-6);
        Assert.Equal(Math.Exp(-(1 + 4) / (2 * 1.5 * 1.5)), kernel[1, 4] / kernel[2, 2], 1e-6);
        Assert.Equal(kernel[0, 3], kernel[4, 1]);
    }

    [Theory]
    [InlineData(3, 1, 1, null, 9, 11)]
    [InlineData(3, 2, 1, 0, 4, 5)]
    [InlineData(3, 1, 2, null, 9, 11)]
    [InlineData(5, 3, 1, 4, 5, 5)]
    public void Stride_padding_and_dilation_give_the_sizes_of_the_formula(int size, int stride, int dilation, int? padding, int height, int width)
    {
        using var pictures = new PictureFolder(8, 11, 9);
        var trial = padding is { } given
            ? JobRun.Run("blur", new { dataset = pictures.Dataset, images = 3, size, stride, dilation, padding = given })
            : JobRun.Run("blur", new { dataset = pictures.Dataset, images = 3, size, stride, dilation });
        var metrics = trial.Reports.Single().Metrics;
        Assert.Equal((height, width), (metrics["output.height"], metrics["output.width"]));
        Assert.InRange(metrics["error"], 0, 1e-6);
        Assert.InRange(metrics["contrast"], 0.05, 0.9);
    }

    [Fact]
    public void A_filter_of_one_tap_changes_nothing()
    {
        using var pictures = new PictureFolder(8, 8, 8);
        var metrics = JobRun.Run("blur", new { dataset = pictures.Dataset, size = 1 }).Reports.Single().Metrics;
        Assert.Equal(1, metrics["contrast"], 1e-9);
    }

    [Fact]
    public void Input_filter_and_output_stand_side_by_side()
    {
        XNamespace svg = "http://www.w3.org/2000/svg";
        using var pictures = new PictureFolder(8, 8, 8);
        var trial = JobRun.Run("blur", new { dataset = pictures.Dataset, images = 4, size = 3 });
        XElement drawing = XElement.Parse(Encoding.UTF8.GetString(trial.Artifacts["blur.svg"]));
        var images = drawing.Elements(svg + "image").ToList();
        Assert.Equal(3 + 3 * 2, images.Count);
        Assert.Single(images.Take(3).Select(image => (string?)image.Attribute("y")).Distinct());
        Assert.Equal(3, images.Take(3).Select(image => (string?)image.Attribute("x")).Distinct().Count());
        Assert.All(images, image => Assert.Equal("image-rendering:pixelated", (string?)image.Attribute("style")));
    }

    [Fact]
    public void A_filter_larger_than_the_picture_is_refused_with_its_path()
    {
        using var pictures = new PictureFolder(8, 8, 8);
        Assert.StartsWith("params", JobRun.Fault("blur", new { dataset = pictures.Dataset, size = 9, padding = 0 }));
        Assert.Contains("params.size: 0 is not at least 1", JobRun.Fault("blur", new { dataset = pictures.Dataset, size = 0, sigma = 1 }));
        Assert.StartsWith("params.dataset: ", JobRun.Fault("blur", new { dataset = new { kind = "image-folder", path = pictures["nowhere"] } }));
    }
}
