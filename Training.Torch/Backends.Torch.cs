using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Torch;

/// <summary>The backends of this build.</summary>
public static class Backends
{
    /// <summary>Those of a build with TorchSharp. Nothing native is loaded before a model is built with it.</summary>
    public static IModelBackends OfThisBuild { get; } = new TorchBackends();
}
