using System.Numerics;
using ActorTraining.Training.Layers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Gradients;

/// <summary>Compares hand-derived gradients with five-point central differences.</summary>
/// <remarks>
/// dL/dx ≈ (8 (L(x + h) - L(x - h)) - (L(x + 2h) - L(x - 2h))) / 12h, with h = ⁵√ε max(1, |x|), which balances the truncation error (h⁴)
/// with rounding (ε / h). An element's error is |a - n| / max(|a|, |n|, m / 100) for the derived gradient a, the numerical n, and m the
/// largest of the tensor: what is a hundred times smaller than its neighbours drowns in the rounding of L and cannot be judged by itself.
/// A function with a kink (ReLU) must be checked further than 2h from it: 0.0625 in float, 0.002 in double.
/// Right gradients come out below 1e-6 in double and 1e-2 in float.
/// </remarks>
public static class GradientCheck
{
    private const double Floor = 0.01;

    /// <summary>Checks a layer's gradients with respect to its input and its parameters, for L = Σ r y with random weights r.</summary>
    /// <param name="layer">The layer; must give the same output for the same input.</param>
    /// <param name="input">A batch. It is changed during the check and restored.</param>
    /// <param name="seed">Draws r, each element from [-1, 1).</param>
    /// <returns>One entry for <c>input</c> and one per parameter.</returns>
    public static IReadOnlyList<GradientError> Layer<T>(Layer<T> layer, Tensor<T> input, int seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor<T> weights = Draw<T>(layer.Forward(input).Shape, seed);
        Tensor<T> inputGradient = layer.Backward(weights);
        var errors = new List<GradientError> { Compare("input", input, inputGradient, Difference) };
        foreach (Parameter<T> parameter in layer.Parameters)
            errors.Add(Compare(parameter.Name, parameter.Value, parameter.Gradient, Difference));
        return errors;

        // Σ r (y⁺ - y⁻), summed in double: subtracting before summing keeps the rounding of L itself out of the result.
        double Difference(Action plus, Action minus)
        {
            plus();
            Tensor<T> high = layer.Forward(input);
            minus();
            Tensor<T> low = layer.Forward(input);
            double sum = 0;
            for (int i = 0; i < weights.Length; i++)
                sum += double.CreateChecked(weights[i]) * double.CreateChecked(high[i] - low[i]);
            return sum;
        }
    }

    /// <summary>Checks the gradient of a scalar function, such as a loss.</summary>
    /// <param name="input">Where to check. It is changed during the check and restored.</param>
    /// <param name="function">L(x).</param>
    /// <param name="gradient">dL/dx in the shape of x.</param>
    public static GradientError Function<T>(Tensor<T> input, Func<Tensor<T>, T> function, Func<Tensor<T>, Tensor<T>> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        return Compare("input", input, gradient(input), Difference);

        double Difference(Action plus, Action minus)
        {
            plus();
            T high = function(input);
            minus();
            return double.CreateChecked(high - function(input));
        }
    }

    /// <param name="name">The tensor's name.</param>
    /// <param name="x">The tensor.</param>
    /// <param name="derived">The gradient under test.</param>
    /// <param name="difference">L after the first action minus L after the second.</param>
    private static GradientError Compare<T>(string name, Tensor<T> x, Tensor<T> derived, Func<Action, Action, double> difference)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T epsilon = T.BitIncrement(T.One) - T.One, unit = T.Exp2(T.Round(T.Log2(epsilon) / T.CreateChecked(5)));
        double[] analytic = new double[x.Length], numeric = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int element = i;
            T value = x[i], h = unit * T.Max(T.One, T.Abs(value));
            analytic[i] = double.CreateChecked(derived[i]);
            numeric[i] = (8 * Across(h) - Across(h + h)) / (12 * double.CreateChecked(h));
            x[i] = value;

            double Across(T distance) => difference(() => x[element] = value + distance, () => x[element] = value - distance);
        }

        return new GradientError(name, LargestError(analytic, numeric));
    }

    private static double LargestError(double[] analytic, double[] numeric)
    {
        double largest = Math.Max(Largest(analytic), Largest(numeric));
        double error = 0;
        for (int i = 0; i < analytic.Length; i++)
        {
            double scale = Math.Max(Math.Max(Math.Abs(analytic[i]), Math.Abs(numeric[i])), Floor * largest);
            // Math.Max keeps a NaN; where everything is zero there is nothing to be wrong about.
            error = Math.Max(error, scale == 0 ? 0 : Math.Abs(analytic[i] - numeric[i]) / scale);
        }

        return error;
    }

    private static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);

    private static Tensor<T> Draw<T>(Shape shape, int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new System.Random(seed);
        var tensor = new Tensor<T>(shape);
        foreach (ref T value in tensor.Span)
            value = T.CreateChecked(2 * random.NextDouble() - 1);
        return tensor;
    }
}
