namespace ActorTraining.Training.Models.Networks;

/// <summary>A small network for photographs of groceries: blocks of convolution, batch normalisation, rectifier and pooling, and one linear layer.</summary>
public static class GroceryNetwork
{
    /// <summary>
    /// For every number of channels a convolution 3×3 with padding 1, batch normalisation, ReLU and max-pooling of 4; then a linear layer,
    /// dropout of one half and log-softmax. With the defaults, 98,533 parameters.
    /// </summary>
    /// <param name="channels">The output channels of each block; 21, 42 and 84 when left out.</param>
    /// <param name="size">Height and width of the images <c>[3, size, size]</c>.</param>
    /// <param name="classes">The number of classes.</param>
    public static ModelSpec Create(IReadOnlyList<int>? channels = null, int size = 256, int classes = 43)
    {
        var layers = new List<LayerSpec>();
        foreach (int outputs in channels ?? [21, 42, 84])
            layers.AddRange([new Conv2dSpec(outputs, 3) { Padding = 1 }, new BatchNorm2dSpec(), new ReLUSpec(), new MaxPool2dSpec(4)]);
        return new ModelSpec([3, size, size], [.. layers, new FlattenSpec(), new LinearSpec(classes), new DropoutSpec(0.5), new LogSoftmaxSpec()]);
    }
}
