using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Tells whether two specs ask for the same experiment.</summary>
internal static class SpecIdentity
{
    /// <summary>Whether name and content are equal: layout and comments of the file, description and tags do not count.</summary>
    public static bool Same(ExperimentSpec a, ExperimentSpec b) => Content(a) == Content(b);

    private static ExperimentSpec Content(ExperimentSpec spec) => spec with { Description = null, Tags = [] };
}
