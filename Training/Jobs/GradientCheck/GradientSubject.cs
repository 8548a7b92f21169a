using System.Numerics;

namespace ActorTraining.Training.Jobs.GradientCheck;

/// <summary>A layer or a loss whose gradients are checked, in any precision.</summary>
/// <param name="name">What tables and metrics call it.</param>
internal abstract class GradientSubject(string name)
{
    /// <summary>What tables and metrics call it.</summary>
    public string Name => name;

    /// <summary>Draws a shape and values, and compares all gradients with central differences.</summary>
    /// <param name="seed">Decides about shape and values.</param>
    /// <returns>The largest relative error, and the shape that it was found at.</returns>
    public abstract (double Error, string Shape) Check<T>(int seed) where T : unmanaged, IFloatingPointIeee754<T>;
}
