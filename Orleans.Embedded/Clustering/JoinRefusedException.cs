using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// A head does not take a member, or not any longer. The member does not try again. A dial function may throw it too, where it finds out
/// that dialing is of no use.
/// </summary>
/// <param name="reason">The kind of reason.</param>
/// <param name="message">For people.</param>
public sealed class JoinRefusedException(JoinRefusal reason, string message) : OrleansException(message)
{
    /// <summary>The kind of reason.</summary>
    public JoinRefusal Reason { get; } = reason;
}
