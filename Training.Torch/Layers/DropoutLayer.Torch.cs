using System.Runtime.InteropServices;
using ActorTraining.Training.Random;
using TorchSharp;

namespace ActorTraining.Training.Torch.Layers;

/// <summary>Dropout whose masks come from the model's own random numbers, so that they are the same on every backend and go into checkpoints.</summary>
/// <param name="Probability">The probability of 0, in [0, 1).</param>
/// <param name="Random">Draws the masks of the whole model.</param>
internal sealed record DropoutLayer(double Probability, TorchRandom Random) : TorchLayer(torch.nn.Identity())
{
    /// <inheritdoc/>
    public override torch.Tensor Forward(torch.Tensor input, bool training)
    {
        if (!training || Probability == 0)
            return input.alias();
        torch.Tensor mask = torch.empty(input.shape, torch.float32);
        Span<float> kept = MemoryMarshal.Cast<byte, float>(mask.bytes);
        Random.Bernoulli(kept, 1 - Probability);
        float factor = 1 / (float)(1 - Probability);
        foreach (ref float value in kept)
            value *= factor;
        return input.mul(mask.to(input.device));
    }
}
