using System.Diagnostics;

namespace ActorTraining.Grains.Tests;

/// <summary>A file system in memory with room for a few megabytes.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallDisk()
    {
    }

    public string this[string name] => _folder[name];

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small file system needs Linux and root");
        var disk = new SmallDisk();
        var error = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk._folder.Path);
        if (error.Length > 0)
        {
            disk._folder.Dispose();
            Assert.Skip($"no file system can be mounted here: {error}");
        }

        return disk;
    }

    /// <summary>Leaves room for a few hundred kilobytes.</summary>
    public void Fill()
    {
        using var filler = File.Create(this["filler"]);
        filler.Write(new byte[new DriveInfo(_folder.Path).AvailableFreeSpace - (300 * 1024)]);
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(this["filler"]);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", _folder.Path);
        _folder.Dispose();
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return error;
    }
}
