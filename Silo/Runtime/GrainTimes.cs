namespace ActorTraining.Silo.Runtime;

/// <summary>The times that grains are hosted with, on whatever runtime.</summary>
internal static class GrainTimes
{
    /// <summary>How long a call waits for its answer. A report waits for the store, which bears with its database for half a minute.</summary>
    public static TimeSpan Response { get; } = TimeSpan.FromSeconds(90);

    /// <summary>How long a grain without calls stays in memory.</summary>
    public static TimeSpan Collection { get; } = TimeSpan.FromMinutes(1);
}
