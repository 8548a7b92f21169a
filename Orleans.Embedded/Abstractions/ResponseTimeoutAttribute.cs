using System.Globalization;

namespace Orleans;

/// <summary>How long callers of this method wait for its answer, where the silo's own time-out does not fit.</summary>
/// <param name="timeout">A time such as <c>00:05:00</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>How long callers wait.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
