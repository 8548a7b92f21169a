using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorTraining.Cli.Tests.Processes;

/// <summary>A program in a process of its own, which can really be killed.</summary>
internal abstract class ProgramProcess : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly Task<string> _error;

    /// <summary>Starts a program.</summary>
    /// <param name="folder">Its folder; its data go into <c>data</c> there.</param>
    /// <param name="program">The file of the program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="patience">How long it may take for anything that is waited for.</param>
    protected ProgramProcess(string folder, string program, IEnumerable<string> args, TimeSpan patience)
    {
        // A build server may run its scripts with interrupts ignored, which a child would inherit.
        (program, args) = OperatingSystem.IsLinux() ? ("/usr/bin/env", ["--default-signal=INT", program, .. args]) : (program, args);
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        start.Environment.Remove("ACTORTRAINING_STORE");
        _patience = patience;
        _process = Process.Start(start)!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote so far.</summary>
    public string Out => _out.ToString();

    /// <summary>Reads lines until one has these words.</summary>
    /// <returns>That line.</returns>
    public async Task<string> WaitForLineAsync(string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _out.Append(line).Append('\n');
            if (line.Contains(words))
                return line;
        }
        throw new InvalidOperationException($"'{words}' never came; the output was:\n{Out}{await _error}");
    }

    /// <summary>Sends a signal, <see cref="PosixSignal.SIGINT"/> or <see cref="PosixSignal.SIGTERM"/>.</summary>
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
        var cancel = TestContext.Current.CancellationToken;
        _out.Append(await _process.StandardOutput.ReadToEndAsync(cancel).WaitAsync(_patience, cancel));
        await _process.WaitForExitAsync(cancel).WaitAsync(_patience, cancel);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
