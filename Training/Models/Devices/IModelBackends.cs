using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Models.Devices;

/// <summary>The backends of this build, and which of them serves which trial.</summary>
public interface IModelBackends
{
    /// <summary>Why this build can train on no GPU, whatever the machine has; null where it can.</summary>
    string? WhyNoGpu { get; }

    /// <summary>The GPUs that models can be built for; 0 also where there is a reason for none. The first call loads the native library.</summary>
    int Gpus { get; }

    /// <summary>The backend for a trial.</summary>
    /// <param name="backend">What the spec asks for: <c>auto</c>, <c>managed</c> or <c>torch</c>. Auto takes <c>managed</c> on the processor and <c>torch</c> on a GPU.</param>
    /// <param name="device">The device of the trial's slot, <c>cpu:0</c> or <c>cuda:1</c>.</param>
    /// <param name="memory">The device memory in bytes that the trial may use; 0 where there is no limit.</param>
    /// <exception cref="TrialException">This build or this machine has no such backend; the message names the switch and the package.</exception>
    IModelBackend Choose(string backend, string device, long memory);
}
