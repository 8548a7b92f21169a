using System.Reflection;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Torch;

/// <summary>The backends of a build with TorchSharp.</summary>
internal sealed class TorchBackends : IModelBackends
{
    private readonly ManagedBackend _managed = new();

    /// <inheritdoc/>
    public string? WhyNoGpu { get; } = typeof(TorchBackends).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Any(data => data is { Key: "Torch", Value: "cuda" })
        ? null
        : $"cuda needs TorchSharp for GPUs, and this build has the one for the processor. {ManagedBackends.Build("cuda", ManagedBackends.CudaPackage)}, or take device: cpu.";

    /// <inheritdoc/>
    public int Gpus => WhyNoGpu is null ? TorchRuntime.Gpus : 0;

    /// <inheritdoc/>
    public IModelBackend Choose(string backend, string device, long memory)
    {
        bool isGpu = ManagedBackends.IsGpu(device);
        if (backend == BackendName.Managed || (backend == BackendName.Auto && !isGpu))
            return isGpu ? throw new TrialException(ManagedBackends.NotOnGpu) : _managed;
        if (!isGpu)
            return new TorchBackend(TorchDevice.Processor);
        return WhyNoGpu is null ? new TorchBackend(Gpu(device, memory)) : throw new TrialException($"resources.device: {WhyNoGpu}");
    }

    private static TorchDevice Gpu(string device, long memory)
    {
        int found = TorchRuntime.Gpus;
        if (found == 0)
            throw new TrialException($"resources.device: TorchSharp finds no GPU for {device}. Does nvidia-smi answer, is the driver new enough for CUDA 12.8, and does CUDA_VISIBLE_DEVICES leave one?");
        return int.TryParse(device.AsSpan(device.IndexOf(':') + 1), out int index) && index < found
            ? TorchDevice.Gpu(index, memory)
            : throw new TrialException($"resources.device: there is no {device}; TorchSharp sees {found}, numbered from 0");
    }
}
