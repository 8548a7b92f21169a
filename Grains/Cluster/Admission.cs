using System.Globalization;
using ActorTraining.Grains.Interfaces;

namespace ActorTraining.Grains.Cluster;

/// <summary>Which silos belong together: those of one cluster's name, and of the same major and minor version, so that a cluster can be brought to a newer patch one silo after the other.</summary>
internal static class Admission
{
    /// <summary>Why a silo does not belong to the others; null when it does.</summary>
    /// <param name="said">What the silo says of itself.</param>
    /// <param name="member">One of the others.</param>
    public static string? Conflict(SiloHeartbeat said, BoardSilo member)
    {
        if (said.Cluster != member.Cluster)
        {
            return $"it means to belong to the cluster '{said.Cluster}', but this is the cluster '{member.Cluster}' (silo {member.Name})";
        }

        return ReleaseNumber.Of(said.Version) == ReleaseNumber.Of(member.Version)
            ? null
            : $"it runs ActorTraining {ReleaseNumber.Shown(said.Version)}, but the cluster runs {ReleaseNumber.Shown(member.Version)} (silo {member.Name}); within a cluster the major and the minor version have to be the same";
    }

    /// <summary>Why a silo cannot have its name; null when it can.</summary>
    public static string? NameConflict(SiloHeartbeat said, BoardSilo namesake) => said.Address == namesake.Impostor
        ? string.Create(CultureInfo.InvariantCulture, $"a silo of the name '{said.Silo}' is alive already ({namesake.Address}, since {namesake.Started.UtcDateTime:u}); give this one another name")
        : null;
}
