using ActorTraining.Silo.Devices;
using ActorTraining.Silo.Slots;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Silo.Tests.Devices;

public sealed class DeviceDiscoveryTests
{
    private static readonly IReadOnlyList<Gpu> TwoGpus = NvidiaSmiAnswer.Visible(
        """
        0, GPU-aaaa, NVIDIA H200, 143771, 0, 0, 40, [N/A]
        1, GPU-bbbb, NVIDIA RTX A4000, 16376, 0, 0, 40, [N/A]
        """,
        list: "",
        visible: null);

    [Fact]
    public void A_build_without_TorchSharp_offers_the_cores_alone()
    {
        var devices = DeviceDiscovery.Find(new ManagedBackends());

        Assert.Equal(["cpu"], devices.Select(device => device.Kind));
        Assert.Equal(Environment.ProcessorCount, devices[0].Shares);
    }

    [Fact]
    public void GPUs_that_TorchSharp_sees_get_the_names_that_the_driver_knows()
    {
        var devices = DeviceDiscovery.Reached(TwoGpus, seen: 2);

        Assert.Equal([("cuda", 0, "NVIDIA H200", 143771L << 20), ("cuda", 1, "NVIDIA RTX A4000", 16376L << 20)], devices.Select(device => (device.Kind, device.Index, device.Name, device.Memory)));
    }

    [Fact]
    public void One_of_the_two_may_know_of_fewer()
    {
        Assert.Equal(["NVIDIA H200"], DeviceDiscovery.Reached(TwoGpus, seen: 1).Select(device => device.Name));
        Assert.Equal([("NVIDIA H200", 143771L << 20), ("NVIDIA RTX A4000", 16376L << 20), ("cuda", 0)], DeviceDiscovery.Reached(TwoGpus, seen: 3).Select(device => (device.Name, device.Memory)));
    }

    [Fact]
    public void Devices_that_were_asked_for_get_their_names()
    {
        var devices = DeviceDiscovery.Complete(TwoGpus, DeviceSpec.Parse(["cuda:1*2"]));

        var gpu = Assert.Single(devices);
        Assert.Equal(("NVIDIA RTX A4000", 2), (gpu.Name, gpu.Shares));
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_refused_with_those_that_are()
    {
        var error = Assert.Throws<FormatException>(() => DeviceDiscovery.Complete(TwoGpus, DeviceSpec.Parse(["cuda:2"])));

        Assert.Equal("--device: there is no cuda:2; this machine has 2: cuda:0 (NVIDIA H200), cuda:1 (NVIDIA RTX A4000)", error.Message);
    }
}
