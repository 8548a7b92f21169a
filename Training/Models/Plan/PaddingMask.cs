using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A row that takes padding columns out of a softmax when it is added to the logits.</summary>
internal static class PaddingMask
{
    /// <summary>0 for a column, -∞ for padding.</summary>
    public static PaddedMatrix Create(int columns)
    {
        var mask = new PaddedMatrix(1, columns);
        mask.Storage[columns..].Fill(float.NegativeInfinity);
        return mask;
    }
}
