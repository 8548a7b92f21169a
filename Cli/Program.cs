using ActorTraining.Cli;
using ActorTraining.Cli.Hosting;

// Never disposed: a signal that comes while the process is leaving shall not end it in another way.
return await CommandLine.RunAsync(args, CommandContext.OfThisProcess(Interruption.OfThisProcess()));
