namespace ActorTraining.Architecture.Tests;

/// <summary>The product's own runtime, which builds without Microsoft Orleans consist of.</summary>
internal static class RuntimeAssemblies
{
    public static string[] Names { get; } = ["ActorTraining.Orleans.Embedded"];
}
