namespace ActorTraining.Experiments.Coordination;

/// <summary>How long a trial waits before it is tried again.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary><c>first * 2^(failures - 1)</c>, at most five minutes.</summary>
    public static TimeSpan After(int failures, TimeSpan first) =>
        TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, failures - 1), Math.Max(Longest.TotalSeconds, first.TotalSeconds)));
}
