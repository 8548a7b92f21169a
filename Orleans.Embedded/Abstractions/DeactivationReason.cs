namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without an exception.</summary>
    /// <param name="code">The kind of reason.</param>
    /// <param name="text">For people.</param>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that led to it.</summary>
    /// <param name="code">The kind of reason.</param>
    /// <param name="exception">The cause, if any.</param>
    /// <param name="text">For people.</param>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text) =>
        (ReasonCode, Exception, Description) = (code, exception, text);

    /// <summary>For people.</summary>
    public string Description { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The cause, if any.</summary>
    public Exception? Exception { get; }

    /// <inheritdoc/>
    public override string ToString() => Exception is null
        ? $"{ReasonCode}: {Description}"
        : $"{ReasonCode}: {Description} ({Exception.GetType().Name}: {Exception.Message})";
}
