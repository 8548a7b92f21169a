using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>The full Jacobian of the softmax, <c>[batch, n, n]</c>: each of its rows against central differences.</summary>
internal sealed class JacobianSubject() : GradientSubject("softmax jacobian")
{
    /// <inheritdoc/>
    public override (double Error, string Shape) Check<T>(int seed)
    {
        var random = new System.Random(seed);
        int rows = random.Next(1, 5), n = random.Next(2, 7);
        Tensor<T> input = Draws.Fill(new Tensor<T>([rows, n]), random, -1, 1);
        double error = 0;
        for (int i = 0; i < n; i++)
        {
            int output = i;
            error = Math.Max(error, Gradients.GradientCheck.Function(input, x => Output(x, output), x => Row(x, output)).Error);
        }

        return (error, $"[{rows}, {n}, {n}]");
    }

    /// <summary>Output i, summed over the batch; no sample's output depends on another's input.</summary>
    private static T Output<T>(Tensor<T> input, int i) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> output = new Softmax<T>().Forward(input);
        T sum = T.Zero;
        for (int row = 0; row < input.Shape[0]; row++)
            sum += output[row, i];
        return sum;
    }

    private static Tensor<T> Row<T>(Tensor<T> input, int i) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int n = input.Shape[1];
        Tensor<T> jacobian = Softmax<T>.Jacobian(new Softmax<T>().Forward(input)), part = new(input.Shape);
        for (int row = 0; row < input.Shape[0]; row++)
            jacobian.Span.Slice((row * n + i) * n, n).CopyTo(part.Span.Slice(row * n, n));
        return part;
    }
}
