using System.ComponentModel;
using System.Diagnostics;

namespace ActorTraining.Silo.Devices;

/// <summary>Asks NVIDIA's driver which graphics processors there are, and how busy they are.</summary>
internal static class NvidiaSmi
{
    private const string Program = "nvidia-smi";
    private const string VisibleDevices = "CUDA_VISIBLE_DEVICES";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The processors that this process may use, numbered from 0 as CUDA does; none where there is no driver.</summary>
    public static IReadOnlyList<Gpu> Gpus()
    {
        if (Ask($"--query-gpu={NvidiaSmiAnswer.Fields}", "--format=csv,noheader,nounits") is not { } answer)
        {
            return [];
        }

        // The table does not have the parts of a processor that MIG divides, the list does.
        var list = NvidiaSmiAnswer.TellsOfMig(answer) ? Ask("-L") ?? "" : "";
        return NvidiaSmiAnswer.Visible(answer, list, Environment.GetEnvironmentVariable(VisibleDevices));
    }

    private static string? Ask(params IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
            {
                return null;
            }

            var complaints = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return null;
            }

            complaints.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? text.GetAwaiter().GetResult() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
