using ActorTraining.Experiments;
using ActorTraining.Silo.Devices;

namespace ActorTraining.Silo.Tests.Devices;

public sealed class NvidiaSmiAnswerTests
{
    private const string TwoGpus = """
        0, GPU-aaaa, NVIDIA H200, 143771, 1024, 97, 61, Disabled
        1, GPU-bbbb, NVIDIA RTX A4000, 16376, 12, 0, 33, [N/A]
        """;

    private const string Divided = """
        0, GPU-aaaa, NVIDIA A100-SXM4-40GB, 40960, 25, [N/A], 31, Enabled
        1, GPU-bbbb, NVIDIA A100-SXM4-40GB, 40960, 0, 5, 30, Disabled
        """;

    private const string DividedList = """
        GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aaaa)
          MIG 3g.20gb     Device  0: (UUID: MIG-1111)
          MIG 1g.5gb+me   Device  1: (UUID: MIG-2222)
        GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-bbbb)
        """;

    [Fact]
    public void Each_line_is_a_GPU_with_its_memory_and_its_load() => Assert.Equal(
        [
            new Gpu(0, "NVIDIA H200", 143771L << 20, new DeviceLoad(0.97, 1L << 30, 61)),
            new Gpu(1, "NVIDIA RTX A4000", 16376L << 20, new DeviceLoad(0, 12L << 20, 33)),
        ],
        NvidiaSmiAnswer.Visible(TwoGpus, "", null));

    [Fact]
    public void What_the_driver_does_not_know_stays_open() => Assert.Equal(
        new Gpu(0, "Orin", 0, new DeviceLoad(null, null, null)),
        Assert.Single(NvidiaSmiAnswer.Visible("0, GPU-cccc, Orin, [N/A], [N/A], [Not Supported], [N/A], [N/A]", "", null)));

    [Theory]
    [InlineData("1", "NVIDIA RTX A4000")]
    [InlineData("1,0", "NVIDIA RTX A4000,NVIDIA H200")]
    [InlineData("GPU-aa", "NVIDIA H200")]
    [InlineData("0,7,1", "NVIDIA H200")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    public void Only_visible_GPUs_count_in_the_order_of_CUDA(string visible, string names)
    {
        var gpus = NvidiaSmiAnswer.Visible(TwoGpus, "", visible);

        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), gpus.Select(gpu => gpu.Name));
        Assert.Equal(Enumerable.Range(0, gpus.Count), gpus.Select(gpu => gpu.Index));
    }

    [Theory]
    [InlineData(null, "NVIDIA A100-SXM4-40GB MIG 3g.20gb", 20)]
    [InlineData("MIG-2222", "NVIDIA A100-SXM4-40GB MIG 1g.5gb+me", 5)]
    [InlineData("MIG-2222,MIG-1111", "NVIDIA A100-SXM4-40GB MIG 1g.5gb+me", 5)]
    [InlineData("GPU-bb", "NVIDIA A100-SXM4-40GB", 40)]
    [InlineData("1,MIG-1111", "NVIDIA A100-SXM4-40GB", 40)]
    public void Of_a_GPU_that_MIG_divides_a_process_sees_one_part(string? visible, string name, long gibiBytes)
    {
        Assert.True(NvidiaSmiAnswer.TellsOfMig(Divided));

        var gpu = Assert.Single(NvidiaSmiAnswer.Visible(Divided, DividedList, visible));

        Assert.Equal((0, name, gibiBytes << 30), (gpu.Index, gpu.Name, gpu.Memory));
    }

    [Fact]
    public void A_divided_GPU_without_parts_is_none() => Assert.Empty(NvidiaSmiAnswer.Visible(Divided.Split('\n')[0], "GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aaaa)", null));

    [Fact]
    public void What_the_driver_says_beside_its_table_is_passed_over()
    {
        const string Failure = "NVIDIA-SMI has failed, because it could not find a driver.\n";

        Assert.False(NvidiaSmiAnswer.TellsOfMig(Failure));
        Assert.Empty(NvidiaSmiAnswer.Visible(Failure, "", null));
    }
}
