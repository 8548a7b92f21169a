using ActorTraining.Training.Kernels;

namespace ActorTraining.Training.Tests;

/// <summary>The instruction sets of this machine, so that every path is tested and not only the fastest.</summary>
public static class Instructions
{
    public static TheoryData<InstructionSet> All => [.. KernelSet.Supported];

    /// <summary>Those that are held to the scalar twin.</summary>
    public static TheoryData<InstructionSet> Vector => [.. KernelSet.Supported.Where(set => set != InstructionSet.Scalar)];
}
