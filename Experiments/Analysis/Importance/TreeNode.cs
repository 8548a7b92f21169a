using System.Numerics;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>A node of a regression tree: a leaf with a value, or a split of one axis.</summary>
/// <param name="Value">The mean of the samples in it.</param>
/// <param name="Axis">The axis that it splits; -1 for a leaf.</param>
/// <param name="Threshold">On a numeric axis, what is at most this goes to the left.</param>
/// <param name="LeftCategories">On a categorical axis, the categories that go to the left, a bit each.</param>
internal sealed record TreeNode(double Value, int Axis = -1, double Threshold = 0, BigInteger LeftCategories = default)
{
    /// <summary>The side of what is at most the threshold, or among the categories of the left.</summary>
    public TreeNode? Left { get; init; }

    /// <summary>The other side.</summary>
    public TreeNode? Right { get; init; }

    /// <summary>Whether it is a leaf.</summary>
    public bool IsLeaf => Axis < 0;

    /// <summary>Whether a category goes to the left.</summary>
    public bool IsLeft(int category) => !((LeftCategories >> category) & 1).IsZero;
}
