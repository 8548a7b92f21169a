using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>Which backend serves whom in a build with TorchSharp.</summary>
public sealed class BackendChoiceTests
{
    [Theory]
    [InlineData("auto")]
    [InlineData("managed")]
    public void The_processor_has_the_managed_backend_unasked(string backend) =>
        Assert.IsType<ManagedBackend>(Backends.OfThisBuild.Choose(backend, "cpu:3", 0));

    [Fact]
    public void The_processor_has_TorchSharp_where_it_is_asked_for()
    {
        var backend = Assert.IsType<TorchBackend>(Backends.OfThisBuild.Choose("torch", "cpu:3", 1 << 20));

        Assert.Equal("torch", backend.Name);
        Assert.Equal(TorchDevice.Processor, backend.Device);
    }

    [Fact]
    public void A_GPU_needs_the_other_package()
    {
        Assert.SkipWhen(Backends.OfThisBuild.WhyNoGpu is null, "this build has TorchSharp for GPUs");

        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("auto", "cuda:0", 0));

        Assert.Matches("^resources.device: cuda needs TorchSharp for GPUs, and this build has the one for the processor. Build with -p:Torch=cuda, which takes the package TorchSharp-cuda-(linux|windows) ", error.Message);
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_told()
    {
        Assert.SkipUnless(Backends.OfThisBuild.WhyNoGpu is null, "this build has TorchSharp for the processor only");

        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("auto", "cuda:99", 0));

        Assert.Matches("^resources.device: (TorchSharp finds no GPU for cuda:99|there is no cuda:99; TorchSharp sees)", error.Message);
    }

    [Fact]
    public void Hand_written_kernels_do_not_run_on_a_GPU()
    {
        var error = Assert.Throws<TrialException>(() => Backends.OfThisBuild.Choose("managed", "cuda:0", 0));

        Assert.Equal("resources.backend: managed computes on the processor; take device: cpu, or leave backend out.", error.Message);
    }

    [Theory]
    [InlineData("cuda:1", 8L << 30, 4L << 30)]
    [InlineData("cuda:1", 0, 1L << 30)]
    public void Of_its_share_of_a_GPU_a_trial_keeps_samples_in_half(string name, long memory, long kept)
    {
        TorchDevice device = TorchDevice.Gpu(1, memory);

        Assert.Equal((name, memory, kept, true), (device.Name, device.Memory, device.KeptBytes, device.IsGpu));
    }
}
