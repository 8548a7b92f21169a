namespace ActorTraining.Training.Kernels;

/// <summary>Plain gradient descent, w = w - rate (g + decay w): simple enough to happen where the gradient is computed.</summary>
internal readonly record struct Descent(float Rate, float Decay);
