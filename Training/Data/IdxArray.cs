namespace ActorTraining.Training.Data;

/// <summary>An array of unsigned bytes as an IDX file holds it.</summary>
/// <param name="Shape">The length of each dimension, the slowest first: <c>[60000, 28, 28]</c>.</param>
/// <param name="Values">The elements in row-major order.</param>
public sealed record IdxArray(IReadOnlyList<int> Shape, byte[] Values);
