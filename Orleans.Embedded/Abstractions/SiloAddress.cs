using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Orleans.Runtime;

/// <summary>The address of one run of a silo: an endpoint and a generation that grows with every start.</summary>
public sealed class SiloAddress : IEquatable<SiloAddress>
{
    private static readonly DateTime s_epoch = new(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static int s_lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation) => (Endpoint, Generation) = (endpoint, generation);

    /// <summary>The address of no silo.</summary>
    public static SiloAddress Zero { get; } = New(new IPEndPoint(IPAddress.Any, 0), 0);

    /// <summary>The network endpoint.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Which run of the silo at that endpoint: seconds since 2022, made unique.</summary>
    public int Generation { get; }

    /// <summary>An address from its parts.</summary>
    /// <param name="ep">The network endpoint.</param>
    /// <param name="gen">Which run of the silo.</param>
    public static SiloAddress New(IPEndPoint ep, int gen)
    {
        ArgumentNullException.ThrowIfNull(ep);
        return new SiloAddress(ep, gen);
    }

    /// <summary>An address from its parts.</summary>
    /// <param name="address">The network address.</param>
    /// <param name="port">0 to 65535.</param>
    /// <param name="generation">Which run of the silo.</param>
    public static SiloAddress New(IPAddress address, int port, int generation) => New(new IPEndPoint(address, port), generation);

    /// <summary>A generation above every one that this process has given before.</summary>
    public static int AllocateNewGeneration()
    {
        var now = (int)(DateTime.UtcNow - s_epoch).TotalSeconds;
        int last, next;
        do
        {
            last = Volatile.Read(ref s_lastGeneration);
            next = Math.Max(now, last + 1);
        }
        while (Interlocked.CompareExchange(ref s_lastGeneration, next, last) != last);
        return next;
    }

    /// <summary>Reads what <see cref="ToParsableString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not <c>address:port@generation</c>.</exception>
    public static SiloAddress FromParsableString(string addr)
    {
        ArgumentNullException.ThrowIfNull(addr);
        return TryParse(addr, out var address) ? address : throw new FormatException($"'{addr}' is not a silo address (address:port@generation).");
    }

    /// <summary>The address as <c>address:port@generation</c>.</summary>
    public string ToParsableString() => string.Create(CultureInfo.InvariantCulture, $"{Endpoint}@{Generation}");

    /// <inheritdoc/>
    public bool Equals(SiloAddress? other) => other is not null && Generation == other.Generation && Endpoint.Equals(other.Endpoint);

    internal static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SiloAddress? address)
    {
        var at = text.LastIndexOf('@');
        address = at > 0
            && IPEndPoint.TryParse(text[..at], out var endpoint)
            && int.TryParse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var generation)
            ? New(endpoint, generation)
            : null;
        return address is not null;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Endpoint, Generation);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"S{Endpoint}:{Generation}");
}
