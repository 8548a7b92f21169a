using ActorTraining.Training.Jobs;

namespace ActorTraining.Training.Models.Devices;

/// <summary>The backends of this build, and which of them serves which trial.</summary>
public interface IModelBackends
{
    /// <summary>Whether models can be built for GPUs at all; whether there is one is another question.</summary>
    bool ReachGpus { get; }

    /// <summary>The backend for a trial.</summary>
    /// <param name="backend">What the spec asks for: <c>auto</c>, <c>managed</c> or <c>torch</c>. Auto takes <c>managed</c> on the processor and <c>torch</c> on a GPU.</param>
    /// <param name="device">The device of the trial's slot, <c>cpu:0</c> or <c>cuda:1</c>.</param>
    /// <param name="memory">The device memory in bytes that the trial may use; 0 where there is no limit.</param>
    /// <exception cref="TrialException">This build or this machine has no such backend; the message names the switch and the package.</exception>
    IModelBackend Choose(string backend, string device, long memory);
}
