using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A member as the head knows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SiloAddress">The address of this run of it.</param>
/// <param name="Version">The version of the application.</param>
/// <param name="IsLeaving">Whether it has said that it is about to stop: it takes no more grains.</param>
public sealed record ClusterMember(string Name, SiloAddress SiloAddress, string Version, bool IsLeaving);
