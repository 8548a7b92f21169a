using System.Text.Json;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Tests.Images;

public class ImageSpecTests
{
    [Fact]
    public void Image_layers_survive_JSON()
    {
        var model = new ModelSpec([3, 20, 20],
        [
            new Conv2dSpec(7, new AxisPair(3, 5)) { Stride = 2, Padding = new AxisPair(1, 2), Dilation = 1, Bias = false, WeightInit = new UniformInit(-1, 1) },
            new BatchNorm2dSpec { Momentum = 0.2 }, new MaxPool2dSpec(3) { Stride = 2, Padding = 1 }, new MaxPool2dSpec(2), new AdaptiveAveragePool2dSpec(2),
        ]);
        string json = JsonSerializer.Serialize(model, SpecJson.Options);
        Assert.Equal(model.Layers, JsonSerializer.Deserialize<ModelSpec>(json, SpecJson.Options)!.Layers);
        Assert.Contains("\"kernel\":[3,5]", json);
        Assert.ThrowsAny<JsonException>(() => JsonSerializer.Deserialize<AxisPair>("[1,2,3]", SpecJson.Options));
    }

    [Fact]
    public void Every_fault_is_named_with_its_path()
    {
        Assert.Equal(["model.layers[0]: conv-2d needs samples [channels, height, width], and gets [27]"], Faults([27], new Conv2dSpec(2, 3)));
        Assert.Equal(["model.layers[0].kernel: no window of 3 (dilation 2) fits into an image of 4x9 with a padding of 0"], Faults([1, 4, 9], new Conv2dSpec(2, 3) { Dilation = 2 }));
        Assert.Equal(
            ["model.layers[0].kernel: 0 is not at least 1", "model.layers[0].stride: 1x0 is not at least 1", "model.layers[0].padding: -1 is not at least 0"],
            Faults([1, 9, 9], new Conv2dSpec(2, 0) { Stride = new AxisPair(1, 0), Padding = -1 }));
        Assert.Equal(["model.layers[0].outputs: 0 is not at least 1"], Faults([1, 9, 9], new Conv2dSpec(0, 3)));
        Assert.Equal(
            ["model.layers[0].outputs: 2000000000 channels of 3 taps on [1, 9, 9] are more than an array holds"], Faults([1, 9, 9], new Conv2dSpec(2_000_000_000, 3)));
        Assert.Equal(["model.layers[0].padding: 2 is more than half of the kernel 3"], Faults([1, 9, 9], new MaxPool2dSpec(3) { Padding = 2 }));
        Assert.Equal(["model.layers[0].size: 0 is not at least 1"], Faults([1, 9, 9], new AdaptiveAveragePool2dSpec(0)));
        Assert.Equal(["model.layers[0].epsilon: 0 is not a finite number greater than 0"], Faults([1, 9, 9], new BatchNorm2dSpec { Epsilon = 0 }));
    }

    [Fact]
    public void Vgg16_has_the_parameters_of_torchvision()
    {
        ModelSpec model = Vgg16.Create();
        Assert.Equal(138_357_544, model.ParameterCount());
        Assert.Equal([1000], model.OutputShape());
        string[] names = [.. Vgg16.FromTorchvision([Named("features.0.weight"), Named("features.28.bias"), Named("classifier.0.weight"), Named("classifier.6.bias")])
            .Select(tensor => tensor.Name)];
        Assert.Equal(["0.weight", "28.bias", "33.weight", "39.bias"], names);
        Assert.Equal([4096, 25088], model.Parameters().Single(parameter => parameter.Name == "33.weight").Shape);
        Assert.Equal([512], model.Parameters().Single(parameter => parameter.Name == "28.bias").Shape);

        static NamedTensor Named(string name) => new(name, new Tensor<float>([1]));
    }

    private static string[] Faults(Shape input, LayerSpec layer)
    {
        var errors = new List<ParameterError>();
        new ModelSpec(input, [layer]).Validate("model", errors);
        return [.. errors.Select(error => error.ToString())];
    }
}
