using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.WebUI.Components.NewExperiment;

/// <summary>What a valid spec would do.</summary>
/// <param name="Planned">How many trials; null where the search does not end by itself.</param>
/// <param name="First">The first parameter sets.</param>
/// <param name="Refused">How many parameter sets broke a constraint on the way to these.</param>
internal sealed record SpecPlan(int? Planned, IReadOnlyList<Proposal> First, int Refused)
{
    /// <summary>How many parameter sets are looked at, at most.</summary>
    public const int Most = 20;

    /// <summary>Plans, without running anything.</summary>
    public static SpecPlan Of(ExperimentSpec spec, JobCatalog jobs)
    {
        var search = SearchAlgorithms.Create(spec, jobs);
        var first = new List<Proposal>();
        while (first.Count < Most && search.Propose(first.Count + 1) is { } proposal)
            first.Add(proposal);
        return new SpecPlan(search.Planned, first, search.Refused);
    }
}
