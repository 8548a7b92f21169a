using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Tells whether two specs ask for the same experiment.</summary>
internal static class SpecIdentity
{
    /// <summary>Whether name and content are equal: layout and comments of the file, description and tags do not count.</summary>
    /// <remarks>Experiments to start from have become their results when the experiment was submitted; what these are is not compared then.</remarks>
    public static bool Same(ExperimentSpec a, ExperimentSpec b)
    {
        bool isWarm = a.Search.WarmStart.Count > 0 || b.Search.WarmStart.Count > 0;
        return Content(a, isWarm) == Content(b, isWarm);
    }

    private static ExperimentSpec Content(ExperimentSpec spec, bool isWarm) =>
        spec with { Description = null, Tags = [], Search = isWarm ? spec.Search with { WarmStart = [], Known = [] } : spec.Search };
}
