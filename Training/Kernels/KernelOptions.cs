using System.Runtime.CompilerServices;

namespace ActorTraining.Training.Kernels;

/// <summary>How kernels are compiled.</summary>
internal static class KernelOptions
{
    /// <summary>
    /// Fully optimised at the first call, because the first epoch counts as well; and never inlined, because a caller that takes a whole kernel
    /// in runs out of the compiler's inlining budget in the middle of it: its vectors then travel through memory, at a third of the speed.
    /// </summary>
    public const MethodImplOptions Compiled = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;
}
