namespace Orleans.Runtime;

/// <summary>The name of a grain class in identities: the class name in lower case without <c>Grain</c>, or what <see cref="GrainTypeAttribute"/> says.</summary>
public readonly struct GrainType : IEquatable<GrainType>
{
    private readonly string? _value;

    private GrainType(string value) => _value = value;

    /// <summary>A grain type of that name.</summary>
    /// <param name="value">Not empty.</param>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(value);
    }

    /// <summary>Same type.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Another type.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(GrainType other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
