namespace ActorTraining.Training.Models.Plan;

/// <summary>What outputs are compared with: class labels <c>[n]</c> or values <c>[n, columns]</c>; the other pointer is null.</summary>
internal readonly unsafe struct Targets(int* labels, float* values)
{
    public int* Labels => labels;

    public float* Values => values;
}
