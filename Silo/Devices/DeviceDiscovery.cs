using ActorTraining.Silo.Slots;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Silo.Devices;

/// <summary>Which devices this machine has.</summary>
internal static class DeviceDiscovery
{
    /// <summary>One slot per core, and one per GPU that this build can train on.</summary>
    public static IReadOnlyList<DeviceSpec> Find(IModelBackends backends) => [DeviceSpec.Cpu(Environment.ProcessorCount), .. Gpus(backends)];

    /// <summary>The GPUs that this build can train on, each alone in its slot.</summary>
    public static IReadOnlyList<DeviceSpec> Gpus(IModelBackends backends) => backends.WhyNoGpu is null ? Reached(NvidiaSmi.Gpus(), backends.Gpus) : [];

    /// <summary>Adds to devices that were asked for what the driver knows of them: the GPUs' names and memory.</summary>
    /// <exception cref="FormatException">There is no such GPU.</exception>
    public static IReadOnlyList<DeviceSpec> Complete(IReadOnlyList<DeviceSpec> wanted) =>
        wanted.Any(device => device.Kind == "cuda") ? Complete(NvidiaSmi.Gpus(), wanted) : wanted;

    /// <summary>As many as TorchSharp sees, with what the driver says of them: one of the two may know of fewer.</summary>
    internal static IReadOnlyList<DeviceSpec> Reached(IReadOnlyList<Gpu> gpus, int seen) =>
        [.. Enumerable.Range(0, seen).Select(index => gpus.FirstOrDefault(gpu => gpu.Index == index) is { } gpu ? Named(DeviceSpec.Cuda(index), gpu) : DeviceSpec.Cuda(index))];

    /// <inheritdoc cref="Complete(IReadOnlyList{DeviceSpec})"/>
    /// <param name="gpus">The GPUs of this machine; none also where no driver answers, which is left to the jobs to complain about.</param>
    /// <param name="wanted">What was asked for.</param>
    internal static IReadOnlyList<DeviceSpec> Complete(IReadOnlyList<Gpu> gpus, IReadOnlyList<DeviceSpec> wanted) =>
        [.. wanted.Select(device => device.Kind != "cuda" || gpus.Count == 0
            ? device
            : Named(device, gpus.FirstOrDefault(gpu => gpu.Index == device.Index)
                ?? throw new FormatException($"--device: there is no cuda:{device.Index}; this machine has {gpus.Count}: {string.Join(", ", gpus.Select(gpu => $"cuda:{gpu.Index} ({gpu.Name})"))}")))];

    private static DeviceSpec Named(DeviceSpec device, Gpu gpu) => device with { Name = gpu.Name, Memory = gpu.Memory };
}
