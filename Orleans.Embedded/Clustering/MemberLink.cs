namespace Orleans.Embedded.Clustering;

/// <summary>A member at the head: who it is, and the connection to it.</summary>
internal sealed class MemberLink(ClusterMember member, Connection connection)
{
    /// <summary>Replaced as a whole, under the lock of the <see cref="PlacementDirectory"/>.</summary>
    public ClusterMember Member { get; set; } = member;

    public Connection Connection => connection;
}
