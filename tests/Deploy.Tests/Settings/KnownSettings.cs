using System.CommandLine;
using ActorTraining.Silo.Hosting;
using ActorTraining.Training.Data;
using ActorTraining.WebUI.Hosting;

namespace ActorTraining.Deploy.Tests.Settings;

/// <summary>The environment variables that a silo and the dashboard take.</summary>
internal static class KnownSettings
{
    // A build has the options of one runtime only.
    private static readonly string[] OfOrleans = ["ACTORTRAINING_SILO_PORT", "ACTORTRAINING_GATEWAY_PORT", "ACTORTRAINING_ADVERTISE"];
    private static readonly string[] OfEmbedded = ["ACTORTRAINING_JOIN"];

    /// <summary>Those of this build.</summary>
    public static IReadOnlySet<string> OfThisBuild { get; } = new SiloOptions().All.Select(Variable).ToHashSet();

    /// <summary>Whether this build's silos run on Microsoft Orleans.</summary>
    public static bool IsOrleans { get; } = OfThisBuild.Contains(OfOrleans[0]);

    /// <summary>Those that only silos of this build's runtime take.</summary>
    public static IReadOnlyList<string> OfThisRuntime { get; } = IsOrleans ? OfOrleans : OfEmbedded;

    /// <summary>Those of the runtime that this build has not.</summary>
    public static IReadOnlyList<string> OfTheOther { get; } = IsOrleans ? OfEmbedded : OfOrleans;

    /// <summary>All of them.</summary>
    public static IReadOnlySet<string> All { get; } = OfThisBuild.Concat(OfTheOther).Concat(new DashboardOptions().All.Select(Variable)).Append(DataFolder.Variable).ToHashSet();

    private static string Variable(Option option) => "ACTORTRAINING_" + option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant();
}
