using Orleans.Runtime;

namespace Orleans.Embedded.Hosting;

/// <summary>Who this silo is, from its options.</summary>
internal sealed class LocalSiloDetails(EmbeddedSiloOptions options) : ILocalSiloDetails
{
    public string Name => options.SiloName;

    public string ClusterId => options.ClusterId;

    public string DnsHostName => Environment.MachineName;

    public SiloAddress SiloAddress { get; } = SiloAddress.New(options.Endpoint, SiloAddress.AllocateNewGeneration());

    public SiloAddress GatewayAddress => SiloAddress;
}
