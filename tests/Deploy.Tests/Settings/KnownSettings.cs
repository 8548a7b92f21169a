namespace ActorTraining.Deploy.Tests.Settings;

/// <summary>The environment variables that a silo takes.</summary>
internal static class KnownSettings
{
    private static readonly string[] Common = ["NAME", "STORE", "FILES", "DEVICE", "LABEL", "LISTEN", "TOKEN", "TOKEN_FILE", "CLUSTER", "DRAIN_TIMEOUT", "LOG", "OTLP", "DATA"];

    /// <summary>All of them, of both runtimes.</summary>
    public static IReadOnlySet<string> Variables { get; } = Common.Concat(["JOIN", "SILO_PORT", "GATEWAY_PORT", "ADVERTISE"]).Select(name => "ACTORTRAINING_" + name).ToHashSet();
}
