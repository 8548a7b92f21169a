using ActorTraining.Cli;
using ActorTraining.Cli.Hosting;

using var interruption = Interruption.OfThisProcess();
return await CommandLine.RunAsync(args, CommandContext.OfThisProcess(interruption));
