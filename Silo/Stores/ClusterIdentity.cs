using System.Reflection;
using ActorTraining.Grains.Cluster;

namespace ActorTraining.Silo.Stores;

/// <summary>Which cluster a silo belongs to and which version it runs.</summary>
/// <param name="Cluster">The cluster's name.</param>
/// <param name="Version">The version of ActorTraining; major and minor number matter.</param>
internal sealed record ClusterIdentity(string Cluster, string Version)
{
    private const string Prefix = "actortraining ";

    /// <summary>The version that this process runs, without the commit behind its plus sign.</summary>
    public static string ThisVersion { get; } = ReleaseNumber.Shown(typeof(ClusterIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>The part of the version that has to be the same on all silos: major and minor number.</summary>
    public static string ThisRelease { get; } = ReleaseNumber.Of(ThisVersion);

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static ClusterIdentity? Parse(string text) =>
        text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length..].Split(' ') is [var version, var cluster, ..] ? new(cluster, version) : null;

    /// <summary>Why a silo of this identity must not work beside one of another; null where it may.</summary>
    /// <remarks>Versions of the same major and minor number work together, so that silos can be replaced one by one.</remarks>
    public string? Conflict(ClusterIdentity other, string store)
    {
        if (other.Cluster != Cluster)
        {
            return $"the store '{store}' is in use by the cluster '{other.Cluster}', and this one is '{Cluster}'; name the same cluster (--cluster, ACTORTRAINING_CLUSTER), or another store (--store)";
        }

        return ReleaseNumber.Of(other.Version) != ReleaseNumber.Of(Version)
            ? $"the cluster '{Cluster}' runs version {other.Version}, and this is version {Version}; stop the whole cluster before you upgrade to another minor version"
            : null;
    }

    /// <summary>As the beginning of the name of a database session, which holds 63 characters in all.</summary>
    public override string ToString() => $"{Prefix}{ReleaseNumber.Of(Version)} {Cluster}";
}
