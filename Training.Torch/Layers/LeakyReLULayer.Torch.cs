using TorchSharp;

namespace ActorTraining.Training.Torch.Layers;

/// <summary>y = x where x > 0, else slope x.</summary>
/// <param name="Slope">The slope below zero.</param>
internal sealed record LeakyReLULayer(double Slope) : TorchLayer(torch.nn.Identity())
{
    private readonly Scalar _slope = Slope.ToScalar();

    /// <inheritdoc/>
    public override torch.Tensor Forward(torch.Tensor input, bool training) => input.leaky_relu(_slope);

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _slope.Dispose();
    }
}
