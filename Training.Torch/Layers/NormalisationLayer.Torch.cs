using TorchSharp;
using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace ActorTraining.Training.Torch.Layers;

/// <summary>Batch normalisation.</summary>
/// <param name="Norm">Has scale, bias and running statistics.</param>
/// <param name="Momentum">How much of a batch's statistics goes into the running ones.</param>
/// <param name="Epsilon">Added to the variance.</param>
internal sealed record NormalisationLayer(BatchNorm Norm, double Momentum, double Epsilon) : TorchLayer(Norm)
{
    private readonly torch.Tensor? _mean = Norm.running_mean, _variance = Norm.running_var, _weight = Norm.weight, _bias = Norm.bias, _batches = Norm.num_batches_tracked;

    /// <inheritdoc/>
    public override torch.Tensor Forward(torch.Tensor input, bool training)
    {
        if (training)
            _batches!.add_(HeldScalar.One, HeldScalar.One);
        return F.batch_norm(input, _mean, _variance, _weight, _bias, training, Momentum, Epsilon);
    }
}
