using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ActorTraining.Silo.Devices;

/// <summary>Asks NVIDIA's driver which graphics processors there are.</summary>
internal static class NvidiaSmi
{
    private const string Program = "nvidia-smi";
    private const string VisibleDevices = "CUDA_VISIBLE_DEVICES";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The processors that this process may use, numbered from 0 as CUDA does; none where there is no driver.</summary>
    public static IReadOnlyList<Gpu> Gpus()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, ["--query-gpu=index,uuid,name,memory.total", "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true });
            if (process is null)
            {
                return [];
            }

            var text = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return [];
            }

            if (process.ExitCode != 0)
            {
                return [];
            }

            return Visible(text.GetAwaiter().GetResult(), Environment.GetEnvironmentVariable(VisibleDevices));
        }
        catch (Win32Exception)
        {
            return [];
        }
    }

    /// <summary>Reads the driver's answer.</summary>
    /// <param name="answer">Lines of index, identifier, name and memory in MiB, separated by commas.</param>
    /// <param name="visible">What <c>CUDA_VISIBLE_DEVICES</c> says: indices or identifiers, in the order in which CUDA numbers them, up to the first that is not there; null for all.</param>
    internal static IReadOnlyList<Gpu> Visible(string answer, string? visible)
    {
        var all = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(", "))
            .Where(fields => fields.Length == 4 && long.TryParse(fields[3], CultureInfo.InvariantCulture, out _))
            .Select(fields => (Index: fields[0], Uuid: fields[1], Name: fields[2], Memory: long.Parse(fields[3], CultureInfo.InvariantCulture) << 20))
            .ToList();
        var chosen = visible is null
            ? all
            : [.. visible.Split(',', StringSplitOptions.TrimEntries)
                .Select(one => all.Find(gpu => one.Length > 0 && (gpu.Index == one || gpu.Uuid.StartsWith(one, StringComparison.Ordinal))))
                .TakeWhile(gpu => gpu.Index is not null)];
        return [.. chosen.Select((gpu, number) => new Gpu(number, gpu.Name, gpu.Memory))];
    }
}
