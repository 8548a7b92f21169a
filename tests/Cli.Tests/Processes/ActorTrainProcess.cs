using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>The real program in a process of its own, which can really be killed.</summary>
internal sealed class ActorTrainProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly Task<string> _error;

    private ActorTrainProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public string Out => _out.ToString();

    public static ActorTrainProcess Start(string folder, params IEnumerable<string> args) =>
        Start(folder, Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "actortrain.exe" : "actortrain"), args);

    /// <summary>Starts a line of a shell.</summary>
    public static ActorTrainProcess StartShell(string folder, string line) => Start(folder, "/bin/sh", ["-c", line]);

    /// <summary>Reads lines until one has these words.</summary>
    public async Task WaitForLineAsync(string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _out.Append(line).Append('\n');
            if (line.Contains(words))
                return;
        }
        Assert.Fail($"'{words}' never came; the output was:\n{Out}{await _error}");
    }

    public void Send(PosixSignal signal) => Assert.Equal(0, Kill(_process.Id, signal switch
    {
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal)),
    }));

    /// <summary>Ends the process as a power cut would.</summary>
    public void KillHard() => _process.Kill(entireProcessTree: true);

    /// <summary>Reads the rest and gives the exit code.</summary>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        _out.Append(await _process.StandardOutput.ReadToEndAsync(cancel).WaitAsync(Patience, cancel));
        await _process.WaitForExitAsync(cancel).WaitAsync(Patience, cancel);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static ActorTrainProcess Start(string folder, string program, IEnumerable<string> args)
    {
        // A build server may run its scripts with interrupts ignored, which a child would inherit.
        (program, args) = OperatingSystem.IsLinux() ? ("/usr/bin/env", ["--default-signal=INT", program, .. args]) : (program, args);
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        start.Environment.Remove("ACTORTRAINING_STORE");
        return new ActorTrainProcess(Process.Start(start)!);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
