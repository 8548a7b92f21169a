namespace Orleans.Runtime;

/// <summary>The key part of a <see cref="GrainId"/>; an integer key is written in hexadecimal.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? _value;

    private IdSpan(string value) => _value = value;

    /// <summary>A key of that text.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new IdSpan(id);
    }

    /// <summary>Same key.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Another key.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
