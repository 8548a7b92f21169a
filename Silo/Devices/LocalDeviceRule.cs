using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;
using ActorTraining.Grains;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Silo.Devices;

/// <summary>A cluster of one process, which no other machine can join, does not take models for a GPU that it will never have.</summary>
internal sealed class LocalDeviceRule(IReadOnlyList<DeviceInfo> devices, JobCatalog jobs, IModelBackends backends) : ISpecRule
{
    /// <inheritdoc/>
    public IEnumerable<ParameterError> Faults(ExperimentSpec spec)
    {
        var isMissing = spec.Resources.Device == "cuda" && devices.Count > 0 && !devices.Any(device => device.Kind == "cuda");
        if (isMissing && jobs.Find(spec.Job)?.UsesModels == true)
        {
            yield return new ParameterError("spec.resources.device", backends.WhyNoGpu ?? "cuda: nvidia-smi finds no GPU on this machine");
        }
    }
}
