using ActorTraining.Experiments.Search.Sobol;

namespace ActorTraining.Experiments.Analysis.Fronts;

/// <summary>How much of the unit cube a growing set of results dominates, by counting points of a Sobol sequence: the exact volume takes time that grows exponentially with the goals.</summary>
internal sealed class SampledHypervolume
{
    // Some tenths of a percent of the cube are as good as exact to a person.
    private const int Points = 1 << 14;

    private readonly List<double[]> _free;

    /// <summary>Nothing is dominated yet.</summary>
    /// <param name="goals">The number of goals, at least 1.</param>
    public SampledHypervolume(int goals)
    {
        var sequence = new SobolSequence(goals, seed: 0);
        _free = [.. Enumerable.Range(0, Points).Select(index => sequence.Point(index))];
    }

    /// <summary>The share of the cube that is dominated, in [0, 1].</summary>
    public double Volume => 1 - (_free.Count / (double)Points);

    /// <summary>Takes a result into account.</summary>
    /// <param name="losses">A loss in [0, 1] for each goal; the lower the better.</param>
    public void Add(IReadOnlyList<double> losses) => _free.RemoveAll(point => IsDominated(point, losses));

    private static bool IsDominated(double[] point, IReadOnlyList<double> losses)
    {
        for (var goal = 0; goal < point.Length; goal++)
        {
            if (point[goal] < losses[goal])
                return false;
        }
        return true;
    }
}
