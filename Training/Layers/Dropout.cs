using System.Numerics;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>y = x m with m = 0 with probability p, else 1 / (1 - p), drawn anew for every element in training; y = x in evaluation.</summary>
/// <remarks>dL/dx = m dL/dy. The mask is the one of <c>torch.nn.functional.dropout</c> after <c>torch.manual_seed(seed)</c>.</remarks>
/// <param name="probability">p, in [0, 1).</param>
/// <param name="seed">Decides about the masks.</param>
public sealed class Dropout<T>(double probability, ulong seed) : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private TorchRandom _random = new(seed);
    private Tensor<T>? _mask;

    /// <summary>Begins the stream of masks anew, so that the next forward pass draws the first one again.</summary>
    public void Restart() => _random = new TorchRandom(seed);

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        var mask = new Tensor<T>(input.Shape);
        if (mode == Mode.Train && probability > 0)
        {
            var kept = new Tensor<float>(input.Shape);
            _random.Bernoulli(kept.Span, 1 - probability);
            for (int i = 0; i < input.Length; i++)
                mask[i] = T.CreateChecked(kept[i]) / T.CreateChecked(1 - probability);
        }
        else
        {
            mask.Span.Fill(T.One);
        }

        _mask = mask;
        return Product(input, mask);
    }

    /// <inheritdoc/>
    public override Tensor<T> Backward(Tensor<T> outputGradient) => Product(outputGradient, Kept(_mask));

    private static Tensor<T> Product(Tensor<T> left, Tensor<T> right)
    {
        var product = new Tensor<T>(left.Shape);
        for (int i = 0; i < left.Length; i++)
            product[i] = left[i] * right[i];
        return product;
    }
}
