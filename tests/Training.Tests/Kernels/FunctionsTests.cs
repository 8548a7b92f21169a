using System.Runtime.Intrinsics;
using ActorTraining.Training.Kernels;

namespace ActorTraining.Training.Tests.Kernels;

public unsafe class FunctionsTests
{
    private static readonly float[] Special =
        [0, -0f, 1e-30f, -1e-30f, float.Epsilon, 0.625f, -0.625f, 88.7f, 88.8f, -87.4f, -103f, -105f, 1e4f, -1e4f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.MaxValue];

    // Dense over the range where the functions bend, sparse beyond.
    private static readonly float[] Arguments =
        [.. Special, .. Enumerable.Range(-40_000, 80_001).Select(i => i * 2.3e-4f), .. Enumerable.Range(-1000, 2001).Select(i => i * 0.11f)];

    public static TheoryData<string, double, double> Accuracies => new()
    {
        // Name, units in the last place, and what is lost below the smallest normal float.
        { nameof(Math.Exp), 2, 1.3e-38 },
        { "Sigmoid", 4, 1.2e-38 },
        { nameof(Math.Tanh), 4, 0 },
    };

    [Theory]
    [MemberData(nameof(Accuracies))]
    public void A_function_is_as_accurate_as_stated(string name, double ulps, double absolute)
    {
        foreach (InstructionSet set in KernelSet.Supported)
        {
            float[] found = Apply(name, set);
            for (int i = 0; i < Arguments.Length; i++)
            {
                float expected = (float)Exact(name, Arguments[i]);
                if (float.IsNaN(expected) || float.IsInfinity(expected))
                    Assert.Equal(expected, found[i]);
                else
                    Assert.True(
                        Math.Abs(Exact(name, Arguments[i]) - found[i]) <= ulps * Ulp(expected) + absolute,
                        $"{set}: {name}({Arguments[i]:G9}) = {found[i]:G9}, expected {expected:G9}");
            }
        }
    }

    [Theory]
    [InlineData(nameof(Math.Exp))]
    [InlineData("Sigmoid")]
    [InlineData(nameof(Math.Tanh))]
    public void Every_instruction_set_gives_the_bits_of_the_scalar_twin(string name)
    {
        float[] scalar = Apply(name, InstructionSet.Scalar);
        foreach (InstructionSet set in KernelSet.Supported)
            Assert.Equal(scalar.Select(BitConverter.SingleToInt32Bits), Apply(name, set).Select(BitConverter.SingleToInt32Bits));
    }

    private static double Ulp(float value) => MathF.BitIncrement(MathF.Abs(value)) - (double)MathF.Abs(value);

    private static double Exact(string name, double x) => name switch
    {
        nameof(Math.Exp) => Math.Exp(x),
        nameof(Math.Tanh) => Math.Tanh(x),
        _ => 1 / (1 + Math.Exp(-x)),
    };

    private static float[] Apply(string name, InstructionSet set) => set switch
    {
        InstructionSet.Avx512 => Apply<Avx512, Vector512<float>>(name),
        InstructionSet.Avx2 => Apply<Avx2, Vector256<float>>(name),
        _ => Apply<Scalar, float>(name),
    };

    private static float[] Apply<S, V>(string name) where S : ISimd<V> where V : unmanaged
    {
        float[] x = [.. Arguments, .. new float[16]], y = new float[x.Length];
        fixed (float* from = x, to = y)
        {
            for (int i = 0; i < Arguments.Length; i += S.Lanes)
            {
                V value = S.Load(from + i);
                S.Store(to + i, name switch
                {
                    nameof(Math.Exp) => Functions<S, V>.Exp(value),
                    nameof(Math.Tanh) => Functions<S, V>.Tanh(value),
                    _ => Functions<S, V>.Sigmoid(value),
                });
            }
        }

        return y[..Arguments.Length];
    }
}
