using ActorTraining.Training.Optimizers;
using TorchSharp;
using TorchSharp.Modules;

namespace ActorTraining.Training.Torch;

/// <summary>The penalty on large weights: it goes into their gradients, not into the loss that is told.</summary>
internal sealed class WeightPenalty(Regularisation regularisation, IReadOnlyList<(string Name, Parameter Value)> parameters) : IDisposable
{
    private readonly Scalar _l1 = regularisation.L1.ToScalar(), _twiceL2 = (2 * regularisation.L2).ToScalar();

    /// <summary>Weights have two axes or more; biases and scales have one.</summary>
    private readonly Parameter[] _weights = regularisation == Regularisation.None ? [] : [.. parameters.Select(parameter => parameter.Value).Where(value => value.dim() > 1)];

    /// <summary>l1 Σ |w| + l2 Σ w², for the weights as they are.</summary>
    public double Value
    {
        get
        {
            double penalty = 0;
            foreach (Parameter weight in _weights)
            {
                torch.Tensor values = weight.detach().to(torch.float64);
                double magnitudes = values.abs().sum().cpu().data<double>()[0], squares = values.mul(values).sum().cpu().data<double>()[0];
                penalty += (regularisation.L1 * magnitudes) + (regularisation.L2 * squares);
            }

            return penalty;
        }
    }

    /// <summary>Adds l1 sign(w) + 2 l2 w to the gradients of a backward pass.</summary>
    public void AddGradient()
    {
        if (_weights.Length == 0)
            return;
        using IDisposable still = torch.no_grad();
        foreach (Parameter weight in _weights)
        {
            if (regularisation.L1 != 0)
                weight.grad!.add_(weight.sign(), _l1);
            if (regularisation.L2 != 0)
                weight.grad!.add_(weight, _twiceL2);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _l1.Dispose();
        _twiceL2.Dispose();
    }
}
