using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>Three fully connected layers without bias: ReLU, leaky ReLU, sigmoid; one output, one sample, float64.</summary>
internal sealed class ToyNet
{
    private readonly Sequential<double> _body;
    private readonly Sigmoid<double> _sigmoid = new();

    /// <summary>Creates the network.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="hidden">The units of the two hidden layers.</param>
    /// <param name="slope">The slope of the leaky ReLU below zero.</param>
    /// <param name="weight">The value of every weight.</param>
    public ToyNet(int inputs, IReadOnlyList<int> hidden, double slope, double weight)
    {
        _body = new Sequential<double>(
        [
            new Linear<double>(inputs, hidden[0], bias: false),
            new ReLU<double>(),
            new Linear<double>(hidden[0], hidden[1], bias: false),
            new LeakyReLU<double>(slope),
            new Linear<double>(hidden[1], 1, bias: false),
        ]);
        foreach (Parameter<double> parameter in _body.Parameters)
            parameter.Value.Span.Fill(weight);
    }

    /// <summary>One step of plain gradient descent.</summary>
    /// <param name="input">x, <c>[1, inputs]</c>.</param>
    /// <param name="target">t in [0, 1].</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="fused">Whether the way back goes through loss and sigmoid in one, dL/dz = p - t, instead of dL/dp σ'(z).</param>
    public ToyStep Step(Tensor<double> input, double target, double rate, bool fused)
    {
        Tensor<double> logit = _body.Forward(input), output = _sigmoid.Forward(logit), wanted = new([1, 1], [target]);
        Tensor<double> lossSlope = BinaryCrossEntropy.Backward(output, wanted);
        double p = output[0], z = logit[0];
        double loss = fused ? Math.Max(z, 0) - z * target + Math.Log(1 + Math.Exp(-Math.Abs(z))) : BinaryCrossEntropy.Forward(output, wanted);
        Tensor<double> logitGradient = fused ? new([1, 1], [p - target]) : _sigmoid.Backward(lossSlope);
        _body.Backward(logitGradient);
        (double gradient, double change) = Descend(rate);
        return new ToyStep(z, p, loss, lossSlope[0], p * (1 - p), logitGradient[0], gradient, change);
    }

    private (double Gradient, double Change) Descend(double rate)
    {
        double gradient = 0, change = 0;
        foreach (Parameter<double> parameter in _body.Parameters)
        {
            for (int i = 0; i < parameter.Value.Length; i++)
            {
                double before = parameter.Value[i];
                parameter.Value[i] -= rate * parameter.Gradient[i];
                gradient = Math.Max(gradient, Math.Abs(parameter.Gradient[i]));
                change = Math.Max(change, Math.Abs(parameter.Value[i] - before));
            }
        }

        return (gradient, change);
    }
}
