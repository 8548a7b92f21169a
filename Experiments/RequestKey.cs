namespace ActorTraining.Experiments;

/// <summary>Tells a request that was sent again from a new one.</summary>
/// <param name="Key">Chosen by whoever asks, the same for every try of a request.</param>
/// <param name="Fingerprint">A hash of what is asked for: another request must not come under the same key.</param>
public sealed record RequestKey(string Key, string Fingerprint)
{
    /// <summary>How long a request is remembered.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromHours(24);
}
