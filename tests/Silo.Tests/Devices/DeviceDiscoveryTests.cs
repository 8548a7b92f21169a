using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Slots;

namespace ActorTraining.Silo.Tests.Devices;

public sealed class DeviceDiscoveryTests
{
    private const string TwoGpus = """
        0, GPU-aaaa, NVIDIA H200, 143771
        1, GPU-bbbb, NVIDIA RTX A4000, 16376
        """;

    [Fact]
    public void A_machine_offers_its_cores_and_its_GPUs_unasked()
    {
        var devices = DeviceDiscovery.Complete(NvidiaSmi.Visible(TwoGpus, null), []);

        Assert.Equal(["cpu", "cuda", "cuda"], devices.Select(device => device.Kind));
        Assert.Equal(Environment.ProcessorCount, devices[0].Shares);
        Assert.Equal(["NVIDIA H200", "NVIDIA RTX A4000"], devices.Skip(1).Select(device => device.Name));
        Assert.Equal(16376L << 20, devices[2].Memory);
    }

    [Theory]
    [InlineData("1", "NVIDIA RTX A4000")]
    [InlineData("1,0", "NVIDIA RTX A4000,NVIDIA H200")]
    [InlineData("GPU-aa", "NVIDIA H200")]
    [InlineData("0,7,1", "NVIDIA H200")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    public void Only_visible_GPUs_count_in_the_order_of_CUDA(string visible, string names) =>
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), NvidiaSmi.Visible(TwoGpus, visible).Select(gpu => gpu.Name));

    [Fact]
    public void What_the_driver_says_beside_its_table_is_passed_over() => Assert.Empty(NvidiaSmi.Visible("NVIDIA-SMI has failed, because it could not find a driver.\n", null));

    [Fact]
    public void Devices_that_were_asked_for_get_their_names()
    {
        var devices = DeviceDiscovery.Complete(NvidiaSmi.Visible(TwoGpus, null), DeviceSpec.Parse(["cuda:1*2"]));

        var gpu = Assert.Single(devices);
        Assert.Equal(("NVIDIA RTX A4000", 2), (gpu.Name, gpu.Shares));
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<FormatException>(() => DeviceDiscovery.Complete(NvidiaSmi.Visible(TwoGpus, null), DeviceSpec.Parse(["cuda:2"])));

        Assert.Equal("--device: there is no cuda:2; this machine has 2: cuda:0 (NVIDIA H200), cuda:1 (NVIDIA RTX A4000)", error.Message);
    }
}
