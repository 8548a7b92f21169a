using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>The trials for which no other is as good in both of two quantities and better in one: the Pareto front.</summary>
internal static class Front
{
    /// <summary>The front, the best in the first quantity first. Of trials that are equal in both, the one with the lowest number.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="x">The first quantity, and whether more of it is better.</param>
    /// <param name="y">The second one.</param>
    public static IReadOnlyList<TrialInfo> Of(IEnumerable<TrialInfo> trials, (Quantity Quantity, bool Higher) x, (Quantity Quantity, bool Higher) y)
    {
        var ordered = from trial in trials
                      let a = x.Quantity.Place(trial) * (x.Higher ? -1 : 1)
                      let b = y.Quantity.Place(trial) * (y.Higher ? -1 : 1)
                      where a is not null && b is not null
                      orderby a, b, trial.Number
                      select (Trial: trial, B: b.Value);
        var front = new List<TrialInfo>();
        var least = double.PositiveInfinity;
        foreach (var (trial, b) in ordered)
        {
            if (b < least)
            {
                front.Add(trial);
                least = b;
            }
        }

        return front;
    }
}
