using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Devices;

/// <summary>Which devices this machine has.</summary>
internal static class DeviceDiscovery
{
    /// <summary>One slot per core, and one per GPU.</summary>
    public static IReadOnlyList<DeviceSpec> Find() => Complete(NvidiaSmi.Gpus(), []);

    /// <summary>Adds to devices that were asked for what the machine knows of them: the GPUs' names and memory.</summary>
    /// <exception cref="FormatException">There is no such GPU.</exception>
    public static IReadOnlyList<DeviceSpec> Complete(IReadOnlyList<DeviceSpec> wanted) =>
        wanted.Any(device => device.Kind == "cuda") ? Complete(NvidiaSmi.Gpus(), wanted) : wanted;

    /// <inheritdoc cref="Complete(IReadOnlyList{DeviceSpec})"/>
    /// <param name="gpus">The GPUs of this machine; none also where no driver answers, which is left to the jobs to complain about.</param>
    /// <param name="wanted">What was asked for; none for all there is.</param>
    internal static IReadOnlyList<DeviceSpec> Complete(IReadOnlyList<Gpu> gpus, IReadOnlyList<DeviceSpec> wanted)
    {
        if (wanted.Count == 0)
        {
            return [DeviceSpec.Cpu(Environment.ProcessorCount), .. gpus.Select(gpu => Named(DeviceSpec.Cuda(gpu.Index), gpu))];
        }

        return [.. wanted.Select(device => device.Kind != "cuda" || gpus.Count == 0
            ? device
            : Named(device, gpus.FirstOrDefault(gpu => gpu.Index == device.Index)
                ?? throw new FormatException($"--device: there is no cuda:{device.Index}; this machine has {gpus.Count}: {string.Join(", ", gpus.Select(gpu => $"cuda:{gpu.Index} ({gpu.Name})"))}")))];
    }

    private static DeviceSpec Named(DeviceSpec device, Gpu gpu) => device with { Name = gpu.Name, Memory = gpu.Memory };
}
