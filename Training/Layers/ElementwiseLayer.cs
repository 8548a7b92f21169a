using System.Numerics;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Layers;

/// <summary>A layer that applies one function to every element: y = f(x), dL/dx = dL/dy f'(x), in any shape.</summary>
public abstract class ElementwiseLayer<T> : Layer<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor<T>? _input, _output;

    /// <inheritdoc/>
    public sealed override Tensor<T> Forward(Tensor<T> input, Mode mode = Mode.Train)
    {
        var output = new Tensor<T>(input.Shape);
        for (int i = 0; i < input.Length; i++)
            output[i] = Function(input[i]);
        (_input, _output) = (input, output);
        return output;
    }

    /// <inheritdoc/>
    public sealed override Tensor<T> Backward(Tensor<T> outputGradient)
    {
        (Tensor<T> input, Tensor<T> output) = (Kept(_input), Kept(_output));
        var inputGradient = new Tensor<T>(input.Shape);
        for (int i = 0; i < input.Length; i++)
            inputGradient[i] = outputGradient[i] * Derivative(input[i], output[i]);
        return inputGradient;
    }

    /// <summary>f(x).</summary>
    public abstract T Function(T x);

    /// <summary>f'(x), given y = f(x) as well because that is often the cheaper way.</summary>
    public abstract T Derivative(T x, T y);
}
