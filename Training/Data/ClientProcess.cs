using System.ComponentModel;
using System.Diagnostics;

namespace ActorTraining.Training.Data;

/// <summary>Runs the client of a package registry: an ordinary program, without a terminal, with the user's own configuration.</summary>
internal static class ClientProcess
{
    /// <summary>Runs a program to its end; cancellation ends it with all its children.</summary>
    /// <param name="program">The program: <c>npm</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DatasetSourceException">The program is not there.</exception>
    public static async Task<ClientResult> RunAsync(string program, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using Process process = Start(start);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await output.ConfigureAwait(false);
        return new ClientResult(process.ExitCode, await errors.ConfigureAwait(false));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new DatasetSourceException($"{Path.GetFileNameWithoutExtension(start.FileName)} is not installed, or not on the PATH", error);
        }
    }
}
