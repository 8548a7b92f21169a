namespace ActorTraining.Training.Kernels;

/// <summary>The instruction sets for which kernels exist.</summary>
public enum InstructionSet
{
    /// <summary>One float at a time; runs everywhere.</summary>
    Scalar,

    /// <summary>AVX2 with FMA: 8 floats at a time.</summary>
    Avx2,

    /// <summary>AVX-512F: 16 floats at a time.</summary>
    Avx512,
}
