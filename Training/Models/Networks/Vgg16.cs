using System.Globalization;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Networks;

/// <summary>The network of 16 layers with weights of Simonyan and Zisserman, "Very deep convolutional networks", 2015, as torchvision builds it.</summary>
public static class Vgg16
{
    /// <summary>The layers of torchvision's <c>features</c>; then come the average pooling, the flattening and its <c>classifier</c>.</summary>
    private const int Features = 31, Classifier = Features + 2;

    /// <summary>The network for images <c>[3, 224, 224]</c>: 138,357,544 parameters for 1000 classes. Its outputs are logits.</summary>
    /// <param name="classes">The number of classes.</param>
    public static ModelSpec Create(int classes = 1000)
    {
        var layers = new List<LayerSpec>();
        foreach ((int convolutions, int outputs) in new[] { (2, 64), (2, 128), (3, 256), (3, 512), (3, 512) })
        {
            for (int i = 0; i < convolutions; i++)
                layers.AddRange([new Conv2dSpec(outputs, 3) { Padding = 1 }, new ReLUSpec()]);
            layers.Add(new MaxPool2dSpec(2));
        }

        layers.AddRange([new AdaptiveAveragePool2dSpec(7), new FlattenSpec()]);
        for (int i = 0; i < 2; i++)
            layers.AddRange([new LinearSpec(4096), new ReLUSpec(), new DropoutSpec(0.5)]);
        return new ModelSpec([3, 224, 224], [.. layers, new LinearSpec(classes)]);
    }

    /// <summary>What torchvision calls a parameter of this network: <c>classifier.6.bias</c> for <c>39.bias</c>.</summary>
    /// <param name="name">One of the names of the network's state.</param>
    public static string TorchvisionName(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal), layer = int.Parse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(layer < Features ? "features" : "classifier")}.{(layer < Features ? layer : layer - Classifier)}{name[dot..]}");
    }

    /// <summary>Renames a state dictionary of torchvision's <c>vgg16</c> (<c>features.0.weight</c>, <c>classifier.6.bias</c>) to this network's names.</summary>
    /// <remarks>Names of another form stay as they are, for the model to refuse. The tensors are shared, not copied.</remarks>
    public static IReadOnlyList<NamedTensor> FromTorchvision(IReadOnlyList<NamedTensor> state) =>
        [.. state.Select(tensor => tensor with { Name = Rename(tensor.Name) })];

    private static string Rename(string name) => name.Split('.') switch
    {
        ["features", string layer, string parameter] => $"{layer}.{parameter}",
        ["classifier", string layer, string parameter] when int.TryParse(layer, NumberStyles.None, CultureInfo.InvariantCulture, out int index) =>
            $"{Classifier + index}.{parameter}",
        _ => name,
    };
}
