namespace ActorTraining.Training.Models.Devices;

/// <summary>The names of backends in specs.</summary>
public static class BackendName
{
    /// <summary>The backend that suits the device.</summary>
    public const string Auto = "auto";

    /// <summary>Hand-written kernels on the processor.</summary>
    public const string Managed = "managed";

    /// <summary>TorchSharp, on the processor or a GPU.</summary>
    public const string Torch = "torch";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Auto, Managed, Torch];
}
