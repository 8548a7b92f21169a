using System.CommandLine;
using System.Runtime.InteropServices;
using ActorTraining.Experiments;
using ActorTraining.Training.Jobs;
using ActorTraining.WebUI.Hosting;

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    if (stop.IsCancellationRequested)
    {
        Environment.Exit(130);
    }

    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var options = new DashboardOptions();
var root = new RootCommand("The dashboard of ActorTraining: pages for people and an API for scripts. Runs the experiments of its store, unless another process does.");
foreach (var option in options.All)
{
    root.Add(option);
}

root.SetAction(async (parsed, _) =>
{
    try
    {
        var settings = options.Read(parsed, Environment.GetEnvironmentVariable);
        await using var dashboard = await Dashboard.StartAsync(settings, JobCatalog.Default, stop.Token);
        Console.WriteLine($"dashboard on {dashboard.Address} ({(dashboard.RunsHere ? $"runs the experiments of {settings.Store}" : $"another process runs the experiments of {settings.Store}")})");
        var why = await dashboard.Lost.WaitAsync(stop.Token);
        Console.Error.WriteLine($"error: {why}");
        return 2;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.WriteLine("stopped");
        return 0;
    }
    catch (Exception e) when (e is StoreException or FormatException or IOException or UnauthorizedAccessException)
    {
        foreach (var line in e.Message.Split('\n'))
        {
            Console.Error.WriteLine($"error: {line}");
        }

        return 2;
    }
});
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
