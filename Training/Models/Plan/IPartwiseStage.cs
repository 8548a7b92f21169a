using ActorTraining.Training.Kernels;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Training.Models.Plan;

/// <summary>A stage that can take a batch part by part, forward and back, before its parameters change: no sample depends on another one.</summary>
internal interface IPartwiseStage
{
    /// <summary>The samples of a part: so few that what is computed of them stays in the cache until the way back.</summary>
    int PartRows { get; }

    /// <inheritdoc cref="Stage.Output"/>
    PaddedMatrix Output { get; }

    /// <inheritdoc cref="Stage.OutputGradient"/>
    PaddedMatrix OutputGradient { get; }

    /// <summary>Begins a step: no gradient yet.</summary>
    void BeginParts();

    /// <summary>Computes <see cref="Output"/> of a part.</summary>
    /// <param name="input">The samples of the part.</param>
    /// <param name="rows">How many they are, at most <see cref="PartRows"/>.</param>
    void ForwardPart(MatrixView input, int rows);

    /// <summary>Adds to the gradients what the part that went forward last contributes.</summary>
    /// <param name="rows">The same as in the forward pass.</param>
    void AddPart(int rows);

    /// <summary>Ends a step, as <see cref="Stage.Backward"/> does.</summary>
    void FinishParts(Descent? descent);
}
