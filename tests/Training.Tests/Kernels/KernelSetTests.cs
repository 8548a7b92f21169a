using System.Reflection;
using ActorTraining.Training.Kernels;

namespace ActorTraining.Training.Tests.Kernels;

public class KernelSetTests
{
    [Fact]
    public void The_best_set_is_the_last_that_the_processor_has()
    {
        Assert.Equal(InstructionSet.Scalar, KernelSet.Supported[0]);
        Assert.Equal(KernelSet.Supported[^1], KernelSet.Best.InstructionSet);
    }

    [Fact]
    public void A_set_that_the_processor_lacks_is_refused()
    {
        foreach (InstructionSet set in Enum.GetValues<InstructionSet>())
        {
            if (KernelSet.Supported.Contains(set))
                Assert.Equal(set, KernelSet.For(set).InstructionSet);
            else
                Assert.Throws<PlatformNotSupportedException>(() => KernelSet.For(set));
        }
    }

    [Fact]
    public void A_kernel_is_never_taken_into_its_caller()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        MethodImplAttributes[] kernels = [.. typeof(KernelSet).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(KernelSet).Namespace)
            .SelectMany(type => type.GetMethods(All))
            .Select(method => method.MethodImplementationFlags)
            .Where(flags => flags.HasFlag(MethodImplAttributes.AggressiveOptimization))];
        Assert.NotEmpty(kernels);
        Assert.All(kernels, flags => Assert.True(flags.HasFlag(MethodImplAttributes.NoInlining)));
    }
}
