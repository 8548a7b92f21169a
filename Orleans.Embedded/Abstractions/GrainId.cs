namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>
{
    private readonly int _hash;

    /// <summary>An identity from its two parts.</summary>
    /// <param name="type">Which grain class.</param>
    /// <param name="key">Which grain of that class.</param>
    public GrainId(GrainType type, IdSpan key) => (Type, Key, _hash) = (type, key, HashCode.Combine(type, key));

    /// <summary>Which grain class.</summary>
    public GrainType Type { get; }

    /// <summary>Which grain of that class.</summary>
    public IdSpan Key { get; }

    /// <summary>An identity from its two parts.</summary>
    /// <param name="type">Which grain class.</param>
    /// <param name="key">Which grain of that class.</param>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not <c>type/key</c>.</exception>
    public static GrainId Parse(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && !string.IsNullOrWhiteSpace(value[..slash])
            ? Create(value[..slash], value[(slash + 1)..])
            : throw new FormatException($"'{value}' is not the identity of a grain (type/key).");
    }

    /// <summary>Same type and same key.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Another type or another key.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}
