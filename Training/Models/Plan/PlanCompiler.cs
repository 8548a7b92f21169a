using ActorTraining.Training.Kernels;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>Chooses the stages for a model: an activation behind a linear layer or a normalisation becomes part of that layer's stage.</summary>
/// <param name="model">A model without faults.</param>
/// <param name="kernels">The instruction set.</param>
/// <param name="skipZeros">Whether products may leave out inputs that are zero. It changes no result.</param>
/// <param name="masks">Draws what layers with masks need, in the order of the layers.</param>
/// <param name="capacity">The most rows of a forward pass.</param>
/// <param name="batch">The most rows of a backward pass.</param>
/// <param name="fuseBlocks">Whether a convolution, its normalisation, rectifier and pooling may become one stage. It changes results by rounding only.</param>
internal sealed class PlanCompiler(ModelSpec model, KernelSet kernels, bool skipZeros, TorchRandom masks, int capacity, int batch, bool fuseBlocks = true)
{
    /// <summary>The layers of a <see cref="ConvolutionBlock"/>.</summary>
    private const int BlockLayers = 4;

    private readonly IReadOnlyList<Shape> _shapes = model.InputShapes();
    private readonly List<Stage> _stages = [];

    /// <summary>The plan, its parameters zero.</summary>
    public ExecutionPlan Compile()
    {
        int layer = 0;
        while (layer < model.Layers.Count)
            layer += Add(layer);

        // A model that only reshapes has no stage yet.
        PadInput(model.InputShape.Length);
        return new ExecutionPlan(model, _stages);
    }

    /// <summary>Adds the stage that begins with a layer.</summary>
    /// <returns>The number of layers that it covers.</returns>
    private int Add(int i)
    {
        int columns = _shapes[i].Length;
        (Activation Function, float Slope)? behind = i + 1 < model.Layers.Count ? ActivationOf(model.Layers[i + 1]) : null;
        (Activation function, float slope) = behind ?? (Activation.Identity, 0);
        int covered = behind is null ? 1 : 2;
        switch (model.Layers[i])
        {
            case LinearSpec:
                TrainableMatrix[] matrices = Parameters(i);
                _stages.Add(new LinearStage(
                    kernels, matrices[0], matrices.Length > 1 ? matrices[1] : null, function, slope, MapOfZeros(i), capacity, batch));
                return covered;
            case BatchNorm1dSpec norm:
                PadInput(columns);
                _stages.Add(new BatchNormStage(kernels, norm, Parameters(i), Buffers(i), function, slope, capacity, batch));
                return covered;
            case Conv2dSpec when Block(i) is { } block:
                var blockNorm = new ChannelNorm((BatchNorm2dSpec)model.Layers[i + 1], Parameters(i + 1), Buffers(i + 1));
                _stages.Add(new ConvolutionBlockStage(kernels, block, Parameters(i), blockNorm, isFirst: _stages.Count == 0, capacity, batch));
                return BlockLayers;
            case Conv2dSpec convolution:
                _stages.Add(new Conv2dStage(kernels, convolution.Geometry(_shapes[i]), Parameters(i), function, slope, capacity, batch));
                return covered;
            case BatchNorm2dSpec norm:
                _stages.Add(new BatchNorm2dStage(
                    kernels, new ChannelNorm(norm, Parameters(i), Buffers(i)), _shapes[i][1] * _shapes[i][2], function, slope, capacity, batch));
                return covered;
            case MaxPool2dSpec pool:
                _stages.Add(new MaxPool2dStage(_shapes[i][0], pool.Axes.Down(_shapes[i]), pool.Axes.Across(_shapes[i]), capacity, batch));
                return 1;
            case AdaptiveAveragePool2dSpec:
                _stages.Add(new AdaptiveAveragePool2dStage(_shapes[i], _shapes[i + 1], capacity, batch));
                return 1;
            case DropoutSpec dropout:
                PadInput(columns);
                _stages.Add(new DropoutStage(kernels, dropout.Probability, masks, columns, capacity, batch));
                return 1;
            case SoftmaxSpec:
                _stages.Add(new SoftmaxStage(kernels, columns, capacity, batch));
                return 1;
            case LogSoftmaxSpec:
                _stages.Add(new LogSoftmaxStage(kernels, columns, capacity, batch));
                return 1;
            case FlattenSpec:
                // A sample is one row in row-major order whatever its shape.
                return 1;
            case LayerSpec other when ActivationOf(other) is { } alone:
                _stages.Add(new ActivationStage(kernels, alone.Function, alone.Slope, columns, capacity, batch));
                return 1;
            default:
                throw new NotSupportedException($"there is no managed stage for {model.Layers[i].GetType().Name}");
        }
    }

    /// <summary>Convolution, normalisation, rectifier and pooling from a layer on, where they can be computed together; null where not.</summary>
    private ConvolutionBlock? Block(int i)
    {
        if (!fuseBlocks || i + BlockLayers > model.Layers.Count || model.Layers[i] is not Conv2dSpec convolution || model.Layers[i + 1] is not BatchNorm2dSpec
            || model.Layers[i + 2] is not ReLUSpec || model.Layers[i + 3] is not MaxPool2dSpec pool)
            return null;
        Shape maps = _shapes[i + 3];
        var block = new ConvolutionBlock(convolution.Geometry(_shapes[i]), pool.Axes.Down(maps), pool.Axes.Across(maps));
        return block.CanFuse ? block : null;
    }

    /// <summary>Copies a caller's dense batch to padded rows, for a first stage that reads whole vectors.</summary>
    private void PadInput(int columns)
    {
        if (_stages.Count == 0)
            _stages.Add(new ActivationStage(kernels, Activation.Identity, 0, columns, capacity, batch));
    }

    /// <summary>Data and what a rectifier passes on have zeros to leave out.</summary>
    private NonZeroMap? MapOfZeros(int layer)
    {
        int before = layer - 1;
        while (before >= 0 && model.Layers[before] is FlattenSpec)
            before--;
        return skipZeros && (before < 0 || model.Layers[before] is ReLUSpec) ? new NonZeroMap(kernels, capacity, _shapes[layer].Length) : null;
    }

    private TrainableMatrix[] Parameters(int layer) =>
        [.. model.Layers[layer].Parameters(_shapes[layer]).Select(spec => spec.Shape.Rank > 1
            ? TrainableMatrix.Weight($"{layer}.{spec.Name}", spec.Shape)
            : TrainableMatrix.Bias($"{layer}.{spec.Name}", spec.Shape))];

    private StoredMatrix[] Buffers(int layer) =>
        [.. model.Layers[layer].Buffers(_shapes[layer]).Select(spec => StoredMatrix.Buffer($"{layer}.{spec.Name}", spec.Shape))];

    private static (Activation Function, float Slope)? ActivationOf(LayerSpec layer) => layer switch
    {
        SigmoidSpec => (Activation.Sigmoid, 0),
        TanhSpec => (Activation.Tanh, 0),
        ReLUSpec => (Activation.ReLU, 0),
        LeakyReLUSpec leaky => (Activation.LeakyReLU, (float)leaky.Slope),
        _ => null,
    };
}
