namespace ActorTraining.Training.Kernels;

/// <summary>The elementwise functions that kernels know.</summary>
internal enum Activation
{
    Identity,
    Sigmoid,
    Tanh,
    ReLU,
    LeakyReLU,
}
