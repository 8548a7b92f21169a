using System.Net;
using System.Security.Cryptography;
using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>Who this silo is, from its options.</summary>
internal sealed class LocalSiloDetails(EmbeddedSiloOptions options) : ILocalSiloDetails
{
    public string Name => options.SiloName;

    public string ClusterId => options.ClusterId;

    public string DnsHostName => Environment.MachineName;

    public SiloAddress SiloAddress { get; } = SiloAddress.New(
        options.Endpoint.Port == 0 && IPAddress.IsLoopback(options.Endpoint.Address) ? AnyEndpoint() : options.Endpoint,
        SiloAddress.AllocateNewGeneration());

    public SiloAddress GatewayAddress => SiloAddress;

    // Silos that start within the same second, perhaps on other machines, need different addresses.
    private static IPEndPoint AnyEndpoint()
    {
        var random = RandomNumberGenerator.GetBytes(3);
        return new IPEndPoint(new IPAddress([127, .. random]), RandomNumberGenerator.GetInt32(1, IPEndPoint.MaxPort + 1));
    }
}
