namespace ActorTraining.Experiments;

/// <summary>A device of a silo, on which trials compute.</summary>
/// <param name="Kind">The kind: <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Index">Its number among those of its kind, from 0.</param>
/// <param name="Name">What its maker calls it; the kind where that is not known.</param>
/// <param name="Memory">Its memory in bytes; 0 where it is not known.</param>
/// <param name="Shares">How many slots share it, at least 1.</param>
public sealed record DeviceInfo(string Kind, int Index, string Name, long Memory, int Shares)
{
    /// <summary>How busy it is; null where nobody has looked, as on processors.</summary>
    public DeviceLoad? Load { get; init; }
}
