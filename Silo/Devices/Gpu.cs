using ActorTraining.Experiments;

namespace ActorTraining.Silo.Devices;

/// <summary>A graphics processor of this machine, or the part of one that MIG makes a device of its own.</summary>
/// <param name="Index">Its number, as CUDA counts.</param>
/// <param name="Name">Its product name; with the profile where it is a part.</param>
/// <param name="Memory">Its memory in bytes; 0 where it is not known.</param>
/// <param name="Load">How busy it was when the driver was asked; of a part, that of the whole.</param>
internal sealed record Gpu(int Index, string Name, long Memory, DeviceLoad Load);
