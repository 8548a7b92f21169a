using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Silo.Hosting;

/// <summary>Runs a silo as the purpose of a process.</summary>
public static class SiloProcess
{
    /// <summary>The exit code where the settings or the cluster do not let it work.</summary>
    public const int Refused = 2;

    /// <summary>The exit code where it was told to leave at once.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs until it is asked to stop; running trials save and leave then.</summary>
    /// <param name="settings">Reads the settings.</param>
    /// <param name="jobs">The jobs that it can run.</param>
    /// <param name="output">Receives a line when the silo is ready and when it has stopped.</param>
    /// <param name="errors">Receives what keeps it from working.</param>
    /// <param name="stop">Cancelled to stop.</param>
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunAsync(Func<SiloSettings> settings, JobCatalog jobs, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        try
        {
            await using var silo = await SiloHost.StartAsync(settings(), jobs, stop);
            await output.WriteLineAsync(silo.Description);
            await silo.WaitUntilRefusedAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await output.WriteLineAsync("stopped");
            return 0;
        }
        catch (Exception e) when (e is SiloSettingsException or StoreException or FormatException or IOException)
        {
            foreach (var line in e.Message.Split('\n'))
            {
                await errors.WriteLineAsync($"error: {line}");
            }
        }

        return Refused;
    }
}
