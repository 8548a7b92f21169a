namespace ActorTraining.Experiments.Search.Sequences;

/// <summary>Points that fill the unit cube more evenly than independent draws.</summary>
internal interface IPointSequence
{
    /// <summary>A coordinate of a point, in [0, 1).</summary>
    /// <param name="index">The point, from 0.</param>
    /// <param name="dimension">The dimension, from 0.</param>
    double At(long index, int dimension);
}
