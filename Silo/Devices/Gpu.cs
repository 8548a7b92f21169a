namespace ActorTraining.Silo.Devices;

/// <summary>A graphics processor of this machine.</summary>
/// <param name="Index">Its number, as CUDA counts.</param>
/// <param name="Name">Its product name.</param>
/// <param name="Memory">Its memory in bytes.</param>
internal sealed record Gpu(int Index, string Name, long Memory);
