namespace Orleans.Runtime;

/// <summary>Who this silo is.</summary>
public interface ILocalSiloDetails
{
    /// <summary>The name of the silo, for people.</summary>
    string Name { get; }

    /// <summary>The name of the cluster it belongs to.</summary>
    string ClusterId { get; }

    /// <summary>The host name of the machine.</summary>
    string DnsHostName { get; }

    /// <summary>The address of this run of the silo; a restarted silo has another.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Where clients connect; the embedded runtime has no gateway, so this is <see cref="SiloAddress"/>.</summary>
    SiloAddress GatewayAddress { get; }
}
