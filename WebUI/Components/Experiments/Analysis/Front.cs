using ActorTraining.Experiments;
using ActorTraining.Experiments.Analysis.Fronts;

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
        var placed = (from trial in trials
                      let a = x.Quantity.Place(trial) * (x.Higher ? -1 : 1)
                      let b = y.Quantity.Place(trial) * (y.Higher ? -1 : 1)
                      where a is not null && b is not null
                      orderby trial.Number
                      select (Trial: trial, Losses: (IReadOnlyList<double>)[a.Value, b.Value])).ToList();
        return [.. ParetoFront.Of([.. placed.Select(found => found.Losses)]).Select(place => placed[place].Trial)];
    }
}
