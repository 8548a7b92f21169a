using ActorTraining.Experiments.Search.Numerics;

namespace ActorTraining.Experiments.Search.Cmaes;

/// <summary>The normal distribution that CMA-ES draws from, and how a generation changes it.</summary>
/// <remarks>
/// N. Hansen: The CMA evolution strategy, a tutorial (2016), with negative weights for the worse half. Steps longer than the distribution gives, from
/// points that were proposed long ago or by somebody else, are shortened (N. Hansen: Injecting external solutions into CMA-ES, 2011).
/// </remarks>
internal sealed class CmaesDistribution
{
    // Beyond this, rounding takes over.
    private const double MostCondition = 1e14;

    private readonly CmaesSettings _settings;
    private readonly double[] _stepPath;
    private readonly double[] _path;
    private double[,] _covariance;
    private SymmetricEigen _eigen;
    private int _generation;

    /// <summary>Starts with the same width in every direction.</summary>
    /// <param name="mean">Where, [size], at least one dimension.</param>
    /// <param name="sigma">How wide, above 0.</param>
    /// <param name="population">The points of a generation, at least 2.</param>
    public CmaesDistribution(double[] mean, double sigma, int population)
    {
        (Mean, Sigma) = ([.. mean], sigma);
        _settings = new CmaesSettings(mean.Length, population);
        (_stepPath, _path) = (new double[mean.Length], new double[mean.Length]);
        _covariance = new double[mean.Length, mean.Length];
        for (var i = 0; i < mean.Length; i++)
            _covariance[i, i] = 1;
        _eigen = new SymmetricEigen(_covariance);
    }

    /// <summary>Its mean.</summary>
    public double[] Mean { get; }

    /// <summary>The step size: its width but for the covariance.</summary>
    public double Sigma { get; private set; }

    /// <summary>Whether it is so narrow, or so flat, that it goes nowhere.</summary>
    /// <param name="least">The least standard deviation that is worth a trial.</param>
    public bool IsSpent(double least) =>
        Enumerable.Range(0, Mean.Length).All(i => Deviation(i) < least) || _eigen.Values.Max() > MostCondition * _eigen.Values.Min();

    /// <summary>The standard deviation along a dimension.</summary>
    public double Deviation(int dimension) => Sigma * Math.Sqrt(_covariance[dimension, dimension]);

    /// <summary>The point that a standard normal vector becomes.</summary>
    public double[] At(double[] normal) =>
        [.. Times(Enumerable.Range(0, Mean.Length).Select(i => Math.Sqrt(_eigen.Values[i]) * normal[i]).ToArray()).Zip(Mean, (step, mean) => mean + Sigma * step)];

    /// <summary>Learns from a generation.</summary>
    /// <param name="bestFirst">[population][size]: its points.</param>
    public void Update(IReadOnlyList<double[]> bestFirst)
    {
        _generation++;
        var n = Mean.Length;
        double[][] steps = [.. bestFirst.Select(point => Shortened([.. point.Zip(Mean, (x, mean) => (x - mean) / Sigma)]))];
        var mean = new double[n];
        for (var rank = 0; rank < _settings.Mu; rank++)
            Add(mean, _settings.Weights[rank], steps[rank]);
        Add(Mean, Sigma, mean);

        Scale(_stepPath, 1 - _settings.StepRate);
        Add(_stepPath, Math.Sqrt(_settings.StepRate * (2 - _settings.StepRate) * _settings.EffectiveMass), Whitened(mean));
        var length = Length(_stepPath);
        var isSteady = length / Math.Sqrt(1 - Math.Pow(1 - _settings.StepRate, 2 * _generation)) < (1.4 + 2.0 / (n + 1)) * _settings.ExpectedLength;
        Scale(_path, 1 - _settings.PathRate);
        if (isSteady)
            Add(_path, Math.Sqrt(_settings.PathRate * (2 - _settings.PathRate) * _settings.EffectiveMass), mean);
        Adapt(steps, isSteady);
        Sigma *= Math.Exp(Math.Min(1, _settings.StepRate / _settings.StepDamping * (length / _settings.ExpectedLength - 1)));
    }

    private void Adapt(double[][] steps, bool isSteady)
    {
        var n = Mean.Length;
        var lost = isSteady ? 0 : _settings.RankOneRate * _settings.PathRate * (2 - _settings.PathRate);
        double[] weights = [.. _settings.Weights.Select((weight, rank) =>
            _settings.RankMuRate * (weight >= 0 ? weight : weight * n / Math.Max(Square(Whitened(steps[rank])), 1e-12)))];
        var kept = 1 + lost - _settings.RankOneRate - _settings.RankMuRate * _settings.Weights.Sum();
        var next = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var value = kept * _covariance[i, j] + _settings.RankOneRate * _path[i] * _path[j];
                for (var rank = 0; rank < weights.Length; rank++)
                    value += weights[rank] * steps[rank][i] * steps[rank][j];
                next[i, j] = next[j, i] = value;
            }
        }
        var eigen = new SymmetricEigen(next);
        // Shortened steps may take more from a direction than there is in it: then the generation moves the mean alone.
        if (eigen.Values.All(value => value > 0))
            (_covariance, _eigen) = (next, eigen);
    }

    private double[] Shortened(double[] step)
    {
        double n = step.Length;
        var (length, most) = (Length(Whitened(step)), Math.Sqrt(n) + 2 * n / (n + 2));
        if (length > most)
            Scale(step, most / length);
        return step;
    }

    // By the inverse square root of the covariance.
    private double[] Whitened(double[] step)
    {
        var n = step.Length;
        var along = new double[n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
                along[k] += _eigen.Vectors[i, k] * step[i];
            along[k] /= Math.Sqrt(_eigen.Values[k]);
        }
        return Times(along);
    }

    private double[] Times(double[] along)
    {
        var n = along.Length;
        var result = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
                result[i] += _eigen.Vectors[i, k] * along[k];
        }
        return result;
    }

    private static void Add(double[] target, double factor, double[] other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] += factor * other[i];
    }

    private static void Scale(double[] target, double factor)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] *= factor;
    }

    private static double Square(double[] vector) => VectorMath.Dot(vector, vector);

    private static double Length(double[] vector) => Math.Sqrt(Square(vector));
}
