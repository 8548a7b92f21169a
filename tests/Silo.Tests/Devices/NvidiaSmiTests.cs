using ActorTraining.Experiments;
using ActorTraining.Silo.Devices;

namespace ActorTraining.Silo.Tests.Devices;

/// <summary>The driver's program is called as it is on a machine with GPUs: a script of its name stands first on the path.</summary>
[Collection(nameof(NvidiaSmiTests))]
[CollectionDefinition(nameof(NvidiaSmiTests), DisableParallelization = true)]
public sealed class NvidiaSmiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("actortraining-").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_driver_is_asked_for_its_table()
    {
        Install("""
            [ "$1" = "--query-gpu=index,uuid,name,memory.total,memory.used,utilization.gpu,temperature.gpu,mig.mode.current" ] || exit 3
            [ "$2" = "--format=csv,noheader,nounits" ] || exit 4
            echo "0, GPU-aaaa, NVIDIA H200, 143771, 1024, 97, 61, Disabled"
            """);

        Assert.Equal([new Gpu(0, "NVIDIA H200", 143771L << 20, new DeviceLoad(0.97, 1L << 30, 61))], NvidiaSmi.Gpus());
    }

    [Fact]
    public void Of_a_divided_GPU_it_is_asked_for_the_parts()
    {
        Install("""
            if [ "$1" = "-L" ]; then
              echo "GPU 0: NVIDIA A100 (UUID: GPU-aaaa)"
              echo "  MIG 3g.20gb     Device  0: (UUID: MIG-1111)"
            else
              echo "0, GPU-aaaa, NVIDIA A100, 40960, 25, [N/A], 31, Enabled"
            fi
            """);

        Assert.Equal([new Gpu(0, "NVIDIA A100 MIG 3g.20gb", 20L << 30, new DeviceLoad(null, null, 31))], NvidiaSmi.Gpus());
    }

    [Fact]
    public void A_driver_that_fails_has_no_GPU()
    {
        Install("echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'; exit 9");

        Assert.Empty(NvidiaSmi.Gpus());
    }

    [Fact]
    public void A_machine_without_the_driver_has_no_GPU()
    {
        Environment.SetEnvironmentVariable("PATH", _folder);

        Assert.Empty(NvidiaSmi.Gpus());
    }

    private void Install(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the driver's program is played by a shell script");
        var file = Path.Combine(_folder, "nvidia-smi");
        File.WriteAllText(file, $"#!/bin/sh\n{script.ReplaceLineEndings("\n")}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", $"{_folder}{Path.PathSeparator}{_path}");
    }
}
