using System.CommandLine;
using System.Runtime.InteropServices;
using ActorTraining.Silo.Hosting;
using ActorTraining.Training.Jobs;

// The first signal lets running trials save and leave; the second one does not wait for them.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    if (stop.IsCancellationRequested)
    {
        Environment.Exit(SiloProcess.Interrupted);
    }

    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var options = new SiloOptions();
var root = new RootCommand("A silo of ActorTraining: runs trials on this machine's devices, as a part of a cluster.");
foreach (var option in options.All)
{
    root.Add(option);
}

root.SetAction((parsed, cancel) => SiloProcess.RunAsync(() => options.Read(parsed, Environment.GetEnvironmentVariable, "experiments.db"), JobCatalog.Default, Console.Out, Console.Error, stop.Token));
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
