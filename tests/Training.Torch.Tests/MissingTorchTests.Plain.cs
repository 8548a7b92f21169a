using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>A build without TorchSharp: what it does, and what it says of the rest.</summary>
public sealed class MissingTorchTests
{
    private const string Reason = "this build has no TorchSharp; -p:Torch=cpu runs the tests of the backend where the feeds have TorchSharp-cpu (dotnet run configure.cs)";

    [Fact(Skip = Reason)]
    public void TorchSharp_gives_the_same_as_the_managed_backend()
    {
    }

    [Theory]
    [InlineData("auto")]
    [InlineData("managed")]
    public void The_processor_has_the_managed_backend(string backend) =>
        Assert.IsType<ManagedBackend>(Backends.OfThisBuild.Choose(backend, "cpu:0", 0));

    [Fact]
    public void A_GPU_needs_the_switch_and_the_package()
    {
        Assert.Equal(0, Backends.OfThisBuild.Gpus);

        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("auto", "cuda:0", 0));

        string package = OperatingSystem.IsWindows() ? "TorchSharp-cuda-windows" : "TorchSharp-cuda-linux";
        Assert.Equal(
            $"resources.device: cuda needs TorchSharp, and this build is without. Build with -p:Torch=cuda, which takes the package {package} ('dotnet run configure.cs' looks whether it is to be had and writes it down), or take device: cpu.",
            error.Message);
    }

    [Fact]
    public void TorchSharp_on_the_processor_does_as_well()
    {
        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("torch", "cpu:0", 0));

        Assert.StartsWith("resources.backend: torch needs TorchSharp, and this build is without. Build with -p:Torch=cpu, which takes the package TorchSharp-cpu", error.Message);
    }

    [Fact]
    public void Hand_written_kernels_do_not_run_on_a_GPU()
    {
        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("managed", "cuda:0", 0));

        Assert.Equal("resources.backend: managed computes on the processor; take device: cpu, or leave backend out.", error.Message);
    }
}
