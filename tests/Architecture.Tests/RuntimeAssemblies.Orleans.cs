namespace ActorTraining.Architecture.Tests;

/// <summary>The runtime is Microsoft Orleans: no assembly of the product is one.</summary>
internal static class RuntimeAssemblies
{
    public static string[] Names { get; } = [];
}
