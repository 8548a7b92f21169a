using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The program as a process of its own, with its lines as they come.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task<string> _error;
    private readonly Task _reading;

    private ProgramProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                All.Add(line);
                await _lines.Writer.WriteAsync(line);
            }

            _lines.Writer.Complete();
        });
    }

    /// <summary>Every line so far.</summary>
    public List<string> All { get; } = [];

    /// <summary>Starts <c>actortrain</c> with arguments, in a folder.</summary>
    public static ProgramProcess Start(string folder, params string[] arguments) =>
        Start(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "actortrain.dll"), .. arguments]);

    /// <summary>Starts a line of the shell in a folder.</summary>
    public static ProgramProcess StartShell(string folder, string line) => Start(folder, "/bin/sh", ["-c", line]);

    private static ProgramProcess Start(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ACTORTRAINING_DATA"] = Path.Combine(folder, "data");
        return new ProgramProcess(Process.Start(start)!);
    }

    /// <summary>Waits for a line with these words.</summary>
    public async Task<string> LineWith(string words, CancellationToken cancel)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync(cancel))
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"no line with '{words}' came; the program said:\n{string.Join('\n', All)}\n{await _error}");
    }

    /// <summary>Ends it as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
    }

    /// <summary>Ends it as Ctrl-C would (SIGINT).</summary>
    public void Interrupt() => Send("-INT");

    /// <summary>Ends it as a service manager would (SIGTERM).</summary>
    public void Terminate() => Send("-TERM");

    private void Send(string signal)
    {
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code and what it wrote to standard error.</returns>
    public async Task<(int Code, string Error)> EndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        await _reading.WaitAsync(cancel);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
