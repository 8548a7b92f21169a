using ActorTraining.Experiments.Analysis.Fronts;
using ActorTraining.Experiments.Search.Learning;
using ActorTraining.Experiments.Search.Space;

namespace ActorTraining.Experiments.Search.Cmaes;

/// <summary>Where CMA-ES begins when there are results from elsewhere: at the best of them, as wide as they lie apart.</summary>
/// <remarks>After M. Nomura et al.: Warm starting CMA-ES for hyperparameter optimization (2021).</remarks>
internal static class WarmStart
{
    // As there: the best tenth makes the promising region.
    private const double Share = 0.1;

    /// <summary>The promising ones of some results, the best first.</summary>
    public static IReadOnlyList<Observation> Best(IReadOnlyList<Observation> results)
    {
        var sound = results.Where(result => result.Losses is not null).ToList();
        var order = NondominatedSort.BestFirst([.. sound.Select(result => result.Losses!)]);
        return [.. order.Take((int)Math.Ceiling(Share * sound.Count)).Select(place => sound[place])];
    }

    /// <summary>The mean and the width; null where there are no results.</summary>
    /// <param name="dimensions">The dimensions of the distribution.</param>
    /// <param name="best">Promising results from elsewhere.</param>
    /// <param name="sigma">The width at most.</param>
    public static (double[] Mean, double Sigma)? Of(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Observation> best, double sigma)
    {
        if (best.Count == 0 || dimensions.Count == 0)
            return null;
        var (mean, square) = (new double[dimensions.Count], 0.0);
        for (var i = 0; i < mean.Length; i++)
        {
            double[] values = [.. best.Select(result => result.Point[dimensions[i].Index]).Where(u => !double.IsNaN(u))];
            mean[i] = values.Length == 0 ? 0.5 : values.Average();
            square += values.Length == 0 ? 1.0 / 12 : values.Average(u => (u - mean[i]) * (u - mean[i]));
        }
        return (mean, Math.Clamp(Math.Sqrt(square / mean.Length), sigma / 4, sigma));
    }
}
