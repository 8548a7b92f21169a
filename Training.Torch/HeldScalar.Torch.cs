using TorchSharp;

namespace ActorTraining.Training.Torch;

/// <summary>Numbers for operations, held as long as the process lives.</summary>
/// <remarks>
/// A number that becomes a <see cref="Scalar"/> on its way into an operation of TorchSharp belongs to nobody while the operation runs: the collector may free it before libtorch has read
/// it, which gives an error now and then, and may give a wrong number. So whatever a step needs is held in a variable and disposed of after its use, and overloads that make
/// one themselves (<c>add_(tensor)</c>, <c>tensor * 2</c>) are not used; nor are the optimizers, <c>BatchNorm</c> and <c>LeakyReLU</c> of TorchSharp, which do so inside.
/// </remarks>
internal static class HeldScalar
{
    /// <summary>1.</summary>
    public static Scalar One { get; } = 1.ToScalar();
}
