using ActorTraining.Training.Models;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using TorchSharp;
using TorchSharp.Modules;
using Module = TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>;

namespace ActorTraining.Training.Torch.Layers;

/// <summary>A layer of a network: the module that has its parameters, and the way through it.</summary>
/// <param name="Module">Has parameters and buffers under the names of the layer's state.</param>
internal record TorchLayer(Module Module) : IDisposable
{
    /// <summary>Makes the layer of a spec.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of a sample that goes into it.</param>
    /// <param name="masks">Draws the masks of dropout.</param>
    public static TorchLayer Create(LayerSpec layer, Shape input, TorchRandom masks) => layer switch
    {
        LinearSpec linear => new TorchLayer(torch.nn.Linear(input[0], linear.Outputs, linear.Bias)),
        SigmoidSpec => new TorchLayer(torch.nn.Sigmoid()),
        TanhSpec => new TorchLayer(torch.nn.Tanh()),
        ReLUSpec => new TorchLayer(torch.nn.ReLU()),
        LeakyReLUSpec leaky => new LeakyReLULayer(leaky.Slope),
        SoftmaxSpec => new TorchLayer(torch.nn.Softmax(1)),
        LogSoftmaxSpec => new TorchLayer(torch.nn.LogSoftmax(1)),
        BatchNorm1dSpec norm => new NormalisationLayer(torch.nn.BatchNorm1d(input[0], norm.Epsilon, norm.Momentum, norm.Affine), norm.Momentum, norm.Epsilon),
        BatchNorm2dSpec norm => new NormalisationLayer(torch.nn.BatchNorm2d(input[0], norm.Epsilon, norm.Momentum, norm.Affine), norm.Momentum, norm.Epsilon),
        DropoutSpec dropout => new DropoutLayer(dropout.Probability, masks),
        FlattenSpec => new TorchLayer(torch.nn.Flatten()),
        Conv2dSpec conv => new TorchLayer(torch.nn.Conv2d(
            input[0], conv.Outputs, Pair(conv.Kernel), Pair(conv.Stride), Pair(conv.Padding), Pair(conv.Dilation), bias: conv.Bias)),
        MaxPool2dSpec pool => new TorchLayer(torch.nn.MaxPool2d(Pair(pool.Kernel), Pair(pool.Stride ?? pool.Kernel), Pair(pool.Padding))),
        AdaptiveAveragePool2dSpec pool => new TorchLayer(AveragePool(pool, input)),
        _ => throw new NotSupportedException($"there is no TorchSharp module for {layer.GetType().Name}"),
    };

    /// <summary>Computes the outputs.</summary>
    /// <param name="input"><c>[n, ...]</c>.</param>
    /// <param name="training">Whether a backward pass follows.</param>
    public virtual torch.Tensor Forward(torch.Tensor input, bool training) => Module.call(input);

    /// <inheritdoc/>
    public virtual void Dispose() => Module.Dispose();

    /// <summary>Where the windows are all alike, a plain pooling gives the same, and its backward pass is deterministic on GPUs as well.</summary>
    private static Module AveragePool(AdaptiveAveragePool2dSpec pool, Shape input) =>
        input[1] % pool.Size.Y == 0 && input[2] % pool.Size.X == 0
            ? torch.nn.AvgPool2d((input[1] / pool.Size.Y, input[2] / pool.Size.X))
            : torch.nn.AdaptiveAvgPool2d(Pair(pool.Size));

    private static (long, long) Pair(AxisPair pair) => (pair.Y, pair.X);
}
