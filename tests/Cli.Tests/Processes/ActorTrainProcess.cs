namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The real program in a process of its own.</summary>
internal sealed class ActorTrainProcess : ProgramProcess
{
    private ActorTrainProcess(string folder, string program, IEnumerable<string> args)
        : base(folder, program, args, TimeSpan.FromSeconds(60))
    {
    }

    public static ActorTrainProcess Start(string folder, params IEnumerable<string> args) =>
        new(folder, Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "actortrain.exe" : "actortrain"), args);

    /// <summary>Starts a line of a shell.</summary>
    public static ActorTrainProcess StartShell(string folder, string line) => new(folder, "/bin/sh", ["-c", line]);
}
