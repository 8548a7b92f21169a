using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>The scripts of <c>examples/scripts</c>, in processes of their own.</summary>
internal static class ScriptProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Where a script is.</summary>
    public static string Script(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "examples", "scripts", name));

    /// <summary>Skips the test where a program is not installed.</summary>
    public static void Need(string program)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
        Assert.SkipUnless(found, $"{program} is not installed");
    }

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="server">What it finds in <c>ACTORTRAINING_SERVER</c>.</param>
    /// <param name="program">The program.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(string folder, Uri server, string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ACTORTRAINING_SERVER"] = server.ToString();
        start.Environment.Remove("ACTORTRAINING_TOKEN");
        start.Environment["POLL"] = "0.2";
        if (program != "dotnet") // whose scripts are compiled once for all
            start.Environment["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        // A test host may have set these for itself.
        start.Environment.Remove("MSBUILDSDKSPATH");
        start.Environment.Remove("MSBuildExtensionsPath");
        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
