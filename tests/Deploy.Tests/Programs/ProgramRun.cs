using System.ComponentModel;
using System.Diagnostics;

namespace ActorTraining.Deploy.Tests.Programs;

/// <summary>What a program wrote, and how it ended.</summary>
internal sealed record ProgramRun(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program to its end; the test is skipped where it is not installed.</summary>
    public static async Task<ProgramRun> OrSkipAsync(string program, IEnumerable<string> arguments, string? input = null, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        try
        {
            return await RunAsync(program, arguments, input, folder, variables);
        }
        catch (Win32Exception e)
        {
            Assert.Skip($"{program} is not installed: {e.Message}");
            throw;
        }
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static async Task<ProgramRun> RunAsync(string program, IEnumerable<string> arguments, string? input = null, string? folder = null, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var written = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        var (output, error) = (await written) switch { var texts => (texts[0], texts[1]) };
        return new ProgramRun(process.ExitCode, output, error);
    }
}
