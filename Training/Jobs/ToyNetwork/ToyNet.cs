using ActorTraining.Training.Layers;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.ToyNetwork;

/// <summary>Three fully connected layers without bias: ReLU, leaky ReLU, sigmoid; one output, one sample, float64.</summary>
internal sealed class ToyNet
{
    private readonly Layer<double>[] _layers;
    private readonly Sigmoid<double> _sigmoid = new();

    /// <summary>Creates the network.</summary>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="hidden">The units of the two hidden layers.</param>
    /// <param name="slope">The slope of the leaky ReLU below zero.</param>
    /// <param name="weight">The value of every weight.</param>
    public ToyNet(int inputs, IReadOnlyList<int> hidden, double slope, double weight)
    {
        _layers =
        [
            new Linear<double>(inputs, hidden[0], bias: false),
            new ReLU<double>(),
            new Linear<double>(hidden[0], hidden[1], bias: false),
            new LeakyReLU<double>(slope),
            new Linear<double>(hidden[1], 1, bias: false),
        ];
        foreach (Parameter<double> parameter in _layers.SelectMany(layer => layer.Parameters))
            parameter.Value.Span.Fill(weight);
    }

    /// <summary>The units of the last step, from the inputs to the output: x, ReLU, leaky ReLU, z, σ(z).</summary>
    public IReadOnlyList<ToyColumn> Columns { get; private set; } = [];

    /// <summary>One step of plain gradient descent.</summary>
    /// <param name="input">x, <c>[1, inputs]</c>.</param>
    /// <param name="target">t in [0, 1].</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="fused">Whether the way back goes through loss and sigmoid in one, dL/dz = p - t, instead of dL/dp σ'(z).</param>
    public ToyStep Step(Tensor<double> input, double target, double rate, bool fused)
    {
        Tensor<double>[] values = Forward(input);
        Tensor<double> logit = values[^1], output = _sigmoid.Forward(logit), wanted = new([1, 1], [target]);
        Tensor<double> lossSlope = BinaryCrossEntropy.Backward(output, wanted);
        double p = output[0], z = logit[0];
        double loss = fused ? Math.Max(z, 0) - z * target + Math.Log(1 + Math.Exp(-Math.Abs(z))) : BinaryCrossEntropy.Forward(output, wanted);
        Tensor<double> logitGradient = fused ? new([1, 1], [p - target]) : _sigmoid.Backward(lossSlope);
        Tensor<double>[] gradients = Backward(logitGradient);
        Columns = [Column(values[0], gradients[0]), Column(values[2], gradients[2]), Column(values[4], gradients[4]), Column(logit, logitGradient), Column(output, lossSlope)];
        (double gradient, double change) = Descend(rate);
        return new ToyStep(z, p, loss, lossSlope[0], p * (1 - p), logitGradient[0], gradient, change);
    }

    private static ToyColumn Column(Tensor<double> values, Tensor<double> gradients) => new(values.Span.ToArray(), gradients.Span.ToArray());

    /// <summary>The input and the output of every layer.</summary>
    private Tensor<double>[] Forward(Tensor<double> input)
    {
        var values = new Tensor<double>[_layers.Length + 1];
        values[0] = input;
        for (int i = 0; i < _layers.Length; i++)
            values[i + 1] = _layers[i].Forward(values[i]);
        return values;
    }

    /// <summary>The gradients with respect to what <see cref="Forward"/> gives.</summary>
    private Tensor<double>[] Backward(Tensor<double> logitGradient)
    {
        var gradients = new Tensor<double>[_layers.Length + 1];
        gradients[^1] = logitGradient;
        for (int i = _layers.Length - 1; i >= 0; i--)
            gradients[i] = _layers[i].Backward(gradients[i + 1]);
        return gradients;
    }

    private (double Gradient, double Change) Descend(double rate)
    {
        double gradient = 0, change = 0;
        foreach (Parameter<double> parameter in _layers.SelectMany(layer => layer.Parameters))
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
