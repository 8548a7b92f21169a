using ActorTraining.WebUI.Components.Charts;

namespace ActorTraining.WebUI.Components.Cluster;

/// <summary>The colour of an experiment on the map of slots: the same on every page and after every start.</summary>
internal static class ExperimentColor
{
    private const int Colors = 10;

    /// <summary>The colour as a CSS value.</summary>
    /// <param name="experiment">The identifier.</param>
    public static string Of(string experiment) => TrialColor.Of(1 + (int)(Hash(experiment) % Colors));

    // FNV-1a: the hash of .NET is another one after every start.
    private static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
}
