using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Torch;

/// <summary>The backends of this build.</summary>
public static class Backends
{
    /// <summary>Those of a build without TorchSharp.</summary>
    public static IModelBackends OfThisBuild { get; } = new ManagedBackends();
}
