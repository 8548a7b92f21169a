using System.Text;
using ActorTraining.Training.Images;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Jobs;

public sealed class FiltersJobTests : IDisposable
{
    private readonly PictureFolder _pictures = new(2, 4, 4, channels: 1);
    private readonly Tensor<float> _weight = Numbers.Tensor<float>([3, 16], 1), _bias = Numbers.Tensor<float>([3], 2);

    public FiltersJobTests() => Write(_weight);

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void The_answers_are_those_of_the_network()
    {
        var trial = JobRun.Run("filters", Parameters());
        Tensor<float> logits = NumpyArray.Read(new MemoryStream(trial.Artifacts["logits.npy"]), "logits.npy");
        Assert.Equal(Shape.Create(2, 3), logits.Shape);
        for (int image = 0; image < 2; image++)
        {
            byte[] pixels = ImageFile.Read(_pictures.Files[image]).Pixels.ToArray();
            for (int k = 0; k < 3; k++)
                Assert.Equal(_bias[k] + Enumerable.Range(0, 16).Sum(i => _weight[k, i] * (pixels[i] / 255.0 - 0.5) / 0.25), logits[image, k], 1e-4);
        }

        string table = Encoding.UTF8.GetString(trial.Artifacts["predictions.md"]);
        int likeliest = Enumerable.Range(0, 3).MaxBy(k => logits[0, k]);
        Assert.Contains($"| 000.png | 1 | {"red,green,blue".Split(',')[likeliest]} |", table);
        Assert.Equal(51, trial.Reports.Single().Metrics["parameters"]);
        Assert.InRange(trial.Reports[0].Metrics["top1.probability"], 1.0 / 3, 1);
    }

    [Fact]
    public void Filters_and_answers_stand_beside_the_photographs()
    {
        string drawing = Encoding.UTF8.GetString(JobRun.Run("filters", Parameters()).Artifacts["filters.svg"]);
        Assert.Contains(">filter 3<", drawing);
        Assert.Contains(">000.png<", drawing);
        Assert.Contains(">input<", drawing);
    }

    [Fact]
    public void Without_the_file_it_says_what_to_download() =>
        Assert.Contains(
            "is not there. For VGG16 download https://download.pytorch.org/models/vgg16-397923af.pth (528 MB)",
            JobRun.Fault("filters", new { weights = "vgg16.pth", images = Images() }));

    [Fact]
    public void Weights_of_another_network_are_told_with_tensor_and_shapes()
    {
        Write(Numbers.Tensor<float>([4, 16], 1));
        string message = JobRun.Fault("filters", Parameters());
        Assert.StartsWith("params.weights: ", message);
        Assert.Contains("is not of this network: 0.weight: ", message);
        Assert.Contains("[3, 16]", message);
        Assert.Contains("[4, 16]", message);
    }

    [Fact]
    public void Weights_of_a_small_network_are_not_VGG16s()
    {
        string message = JobRun.Fault("filters", new { weights = _pictures["weights.safetensors"], network = new { kind = "layers", input = Sizes(3, 4, 4), model = new { layers = List<object>(new { kind = "linear", units = 3 }) } }, images = Images() });
        Assert.Contains("0.weight: ", message);
        Assert.Contains("[3, 48]", message);
    }

    [Fact]
    public void What_is_no_picture_and_no_list_of_names_is_told()
    {
        File.WriteAllText(_pictures["broken.png"], "no picture");
        File.WriteAllText(_pictures["names.txt"], "one\ntwo\n");
        Assert.StartsWith("params.images[1]: ", JobRun.Fault("filters", Parameters(images: [_pictures.Files[0], _pictures["broken.png"]])));
        Assert.EndsWith("has 2 names for 3 outputs", JobRun.Fault("filters", Parameters()));
    }

    private object Parameters(IReadOnlyList<string>? images = null)
    {
        if (!File.Exists(_pictures["names.txt"]))
            File.WriteAllText(_pictures["names.txt"], "red\ngreen\nblue\n");
        return new
        {
            weights = _pictures["weights.safetensors"],
            network = new { kind = "layers", input = Sizes(1, 4, 4), model = new { layers = List<object>(new { kind = "linear", units = 3 }) } },
            images = images ?? Images(),
            mean = List(0.5),
            std = List(0.25),
            names = _pictures["names.txt"],
        };
    }

    private string[] Images() => [.. _pictures.Files];

    private void Write(Tensor<float> weight)
    {
        using FileStream file = File.Create(_pictures["weights.safetensors"]);
        Safetensors.Write(new StateDictionary([new NamedTensor("0.weight", weight), new NamedTensor("0.bias", _bias)]), file);
    }

    private static int[] Sizes(params int[] sizes) => sizes;

    private static T[] List<T>(params T[] items) => items;
}
