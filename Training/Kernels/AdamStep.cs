namespace ActorTraining.Training.Kernels;

/// <summary>The factors of one Adam step, the same for all parameters.</summary>
internal readonly record struct AdamStep(
    float Beta1, float OneMinusBeta1, float Beta2, float OneMinusBeta2, float Size, float Correction, float Epsilon, float Decay);
