using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Models.Devices;

/// <summary>The backends of a build without TorchSharp: the managed one, and for all else the word how to get it.</summary>
public sealed class ManagedBackends : IModelBackends
{
    private readonly ManagedBackend _managed = new();

    /// <inheritdoc/>
    public string WhyNoGpu => $"cuda needs TorchSharp, and this build is without. {Build("cuda", CudaPackage)}, or take device: cpu.";

    /// <inheritdoc/>
    public int Gpus => 0;

    /// <inheritdoc/>
    public IModelBackend Choose(string backend, string device, long memory)
    {
        if (IsGpu(device))
            throw new TrialException(backend == BackendName.Managed ? NotOnGpu : $"resources.device: {WhyNoGpu}");
        return backend == BackendName.Torch
            ? throw new TrialException($"resources.backend: torch needs TorchSharp, and this build is without. {Build("cpu", "TorchSharp-cpu")}, or leave backend out.")
            : _managed;
    }

    /// <summary>The package that computes on GPUs, by platform.</summary>
    internal static string CudaPackage => OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";

    internal static string NotOnGpu => "resources.backend: managed computes on the processor; take device: cpu, or leave backend out.";

    internal static bool IsGpu(string device) => device.StartsWith("cuda", StringComparison.Ordinal);

    internal static string Build(string value, string package) =>
        $"Build with -p:Torch={value}, which takes the package {package} ('dotnet run configure.cs' looks whether it is to be had and writes it down)";
}
