namespace ActorTraining.Training.Kernels;

/// <summary>The factors of one Adam step, the same for all parameters. The correction c = √(1 - β₂ᵗ) is part of size and epsilon, which saves a division by it.</summary>
/// <param name="Beta1">β₁.</param>
/// <param name="OneMinusBeta1">1 - β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="OneMinusBeta2">1 - β₂.</param>
/// <param name="Size">c · rate / (1 - β₁ᵗ).</param>
/// <param name="Epsilon">c · ε.</param>
/// <param name="Decay">The decay that is part of the gradient.</param>
/// <param name="Kept">What a decoupled decay leaves of the weights: 1 - rate · decay.</param>
internal readonly record struct AdamStep(
    float Beta1, float OneMinusBeta1, float Beta2, float OneMinusBeta2, float Size, float Epsilon, float Decay, float Kept);
