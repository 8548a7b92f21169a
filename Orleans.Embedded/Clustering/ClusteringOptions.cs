using System.Reflection;
using System.Text.Json;

namespace Orleans.Embedded;

/// <summary>Settings of a head or a member. Both sides of a connection should have the same.</summary>
public sealed class ClusteringOptions
{
    /// <summary>The version of the application. A head admits members of its own version only. Default: empty.</summary>
    public string Version { get; set; } = "";

    /// <summary>How arguments and results are written between silos. References to grains, identities and silo addresses are taken care of.</summary>
    public JsonSerializerOptions JsonOptions { get; set; } = new();

    /// <summary>
    /// Where to look for the types of exceptions that arrive, besides the assemblies of .NET's core, of the grains and of their interfaces.
    /// An exception of a type that is not found, or has no constructor that takes a message, arrives as an <see cref="Runtime.OrleansException"/> that names it.
    /// </summary>
    public ICollection<Assembly> ExceptionAssemblies { get; } = [];

    /// <summary>How long nothing may be heard over a connection before it counts as lost; at least <see cref="PingPeriod"/>. Default: 3 seconds.</summary>
    public TimeSpan MemberSilence { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often both sides say that they are alive; above zero. Default: 1 second.</summary>
    public TimeSpan PingPeriod { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a member waits before it dials again the first time; above zero. Each failure doubles it. Default: 0.2 seconds.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The longest wait before a member dials again. Default: 1 second.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest message in bytes: a longer call or result fails, and who sends one nevertheless loses the connection. Default: 32 MB.</summary>
    public int MaxMessageBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>How many bytes may wait to be sent before further calls stand in line. Default: 8 MB.</summary>
    public long SendBufferBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How many bytes may wait to be sent, answers included, before the connection is given up. Default: 256 MB.</summary>
    public long MaxBufferBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>At a head: says why a member is not admitted, or null to admit it, after the head's own checks. Default: admits all.</summary>
    public Func<MemberHello, string?> Admit { get; set; } = _ => null;

    internal void ThrowIfInvalid()
    {
        (string Name, double Value, double Least)[] values =
        [
            (nameof(PingPeriod), PingPeriod.TotalSeconds, 0.001),
            (nameof(MemberSilence), MemberSilence.TotalSeconds, PingPeriod.TotalSeconds),
            (nameof(FirstRetry), FirstRetry.TotalSeconds, 0.001),
            (nameof(LongestRetry), LongestRetry.TotalSeconds, FirstRetry.TotalSeconds),
            (nameof(MaxMessageBytes), MaxMessageBytes, 1024),
            (nameof(SendBufferBytes), SendBufferBytes, 0),
            (nameof(MaxBufferBytes), MaxBufferBytes, Math.Max(SendBufferBytes, MaxMessageBytes)),
        ];
        var errors = values.Where(value => !(value.Value >= value.Least)).Select(value => $"{nameof(ClusteringOptions)}.{value.Name}: {value.Value} is below {value.Least}.").ToList();
        if (errors.Count > 0)
        {
            throw new Runtime.OrleansConfigurationException(string.Join(Environment.NewLine, errors));
        }
    }
}
