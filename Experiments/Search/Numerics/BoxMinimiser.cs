namespace ActorTraining.Experiments.Search.Numerics;

/// <summary>Makes a smooth function small within bounds: L-BFGS (J. Nocedal, 1980) whose steps are cut off at the bounds.</summary>
/// <remarks>Along a bound that the gradient pushes against, a variable stands still. Finds a local minimum from where it starts.</remarks>
internal sealed class BoxMinimiser
{
    private const int Memory = 8;
    private const int MostHalvings = 20;
    private const double Sufficient = 1e-4;

    private readonly Func<double[], (double Value, double[] Gradient)> _function;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly List<(double[] Step, double[] Change, double Curvature)> _memory = [];

    /// <summary>Creates it.</summary>
    /// <param name="function">The value and the gradient at a point; a value that is not finite counts as too large.</param>
    /// <param name="low">[size]: the lower bounds.</param>
    /// <param name="high">[size]: the upper bounds.</param>
    public BoxMinimiser(Func<double[], (double Value, double[] Gradient)> function, double[] low, double[] high) =>
        (_function, _low, _high) = (function, low, high);

    /// <summary>Goes downhill.</summary>
    /// <param name="start">[size]: where it starts, within the bounds.</param>
    /// <param name="iterations">The most steps.</param>
    /// <returns>The lowest point found and its value.</returns>
    public (double[] Point, double Value) From(double[] start, int iterations)
    {
        _memory.Clear();
        var point = start;
        var (value, gradient) = _function(point);
        for (var iteration = 0; iteration < iterations && double.IsFinite(value); iteration++)
        {
            if (Step(point, value, gradient) is not var (next, lower, slope))
                break;
            Remember(point, gradient, next, slope);
            var gain = value - lower;
            (point, value, gradient) = (next, lower, slope);
            if (gain < 1e-9 * (1 + Math.Abs(value)))
                break;
        }
        return (point, value);
    }

    private (double[] Point, double Value, double[] Gradient)? Step(double[] point, double value, double[] gradient)
    {
        var direction = Direction(point, gradient);
        if (VectorMath.Dot(direction, gradient) >= 0)
        {
            _memory.Clear();
            direction = Direction(point, gradient);
        }
        // The first step knows no scale.
        var length = _memory.Count > 0 ? 1 : Math.Min(1, 0.1 / Math.Max(Math.Sqrt(VectorMath.Dot(direction, direction)), 1e-300));
        for (var halving = 0; halving < MostHalvings; halving++, length /= 2)
        {
            double[] next = [.. point.Select((x, i) => Math.Clamp(x + length * direction[i], _low[i], _high[i]))];
            var fall = next.Select((x, i) => (x - point[i]) * gradient[i]).Sum();
            if (!(fall < 0))
                return null;
            var (lower, slope) = _function(next);
            if (double.IsFinite(lower) && lower <= value + Sufficient * fall)
                return (next, lower, slope);
        }
        return null;
    }

    // The two-loop recursion, over the variables that are free to move.
    private double[] Direction(double[] point, double[] gradient)
    {
        double[] direction = [.. gradient.Select((slope, i) => IsHeld(point, slope, i) ? 0 : -slope)];
        var shares = new double[_memory.Count];
        for (var i = _memory.Count - 1; i >= 0; i--)
        {
            shares[i] = VectorMath.Dot(_memory[i].Step, direction) / _memory[i].Curvature;
            Add(direction, -shares[i], _memory[i].Change);
        }
        if (_memory.Count > 0)
        {
            var scale = _memory[^1].Curvature / VectorMath.Dot(_memory[^1].Change, _memory[^1].Change);
            for (var i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }
        for (var i = 0; i < _memory.Count; i++)
            Add(direction, shares[i] - VectorMath.Dot(_memory[i].Change, direction) / _memory[i].Curvature, _memory[i].Step);
        for (var i = 0; i < direction.Length; i++)
        {
            if (IsHeld(point, gradient[i], i))
                direction[i] = 0;
        }
        return direction;
    }

    private bool IsHeld(double[] point, double slope, int i) => (point[i] <= _low[i] && slope > 0) || (point[i] >= _high[i] && slope < 0);

    private void Remember(double[] point, double[] gradient, double[] next, double[] slope)
    {
        double[] step = [.. next.Zip(point, (a, b) => a - b)], change = [.. slope.Zip(gradient, (a, b) => a - b)];
        var curvature = VectorMath.Dot(step, change);
        if (curvature <= 1e-12 * Math.Sqrt(VectorMath.Dot(step, step) * VectorMath.Dot(change, change)))
            return;
        _memory.Add((step, change, curvature));
        if (_memory.Count > Memory)
            _memory.RemoveAt(0);
    }

    private static void Add(double[] target, double factor, double[] other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * other[i];
    }
}
