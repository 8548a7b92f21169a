using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>How a member introduces itself.</summary>
/// <param name="Protocol">The version of the protocol between silos.</param>
/// <param name="Name">Its name, unique in the cluster.</param>
/// <param name="Silo">Its address, as <see cref="SiloAddress.ToParsableString"/> writes it.</param>
/// <param name="ClusterId">The cluster it wants to join.</param>
/// <param name="Version">The version of the application.</param>
public sealed record MemberHello(int Protocol, string Name, string Silo, string ClusterId, string Version);
