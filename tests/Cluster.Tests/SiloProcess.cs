using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorTraining.Cluster.Tests;

/// <summary>The real silo program in a process of its own, which can really be killed.</summary>
internal sealed class SiloProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SiloProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Hear(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_out)
            {
                return $"{_out}{_error}";
            }
        }
    }

    public int Id => _process.Id;

    /// <summary>Starts a silo.</summary>
    /// <param name="folder">Where it works.</param>
    /// <param name="prefix">A command that starts it, for example in a network of its own; empty for none.</param>
    /// <param name="args">Its options.</param>
    public static SiloProcess Start(string folder, IEnumerable<string> prefix, params IEnumerable<string> args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ActorTraining.Silo.exe" : "ActorTraining.Silo");

        // A build server may run its scripts with interrupts ignored, which a child would inherit.
        string[] command = OperatingSystem.IsLinux() ? [.. prefix, "/usr/bin/env", "--default-signal=INT", program, .. args] : [program, .. args];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        foreach (var variable in start.Environment.Keys.Where(name => name.StartsWith("ACTORTRAINING_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(variable);
        }

        return new SiloProcess(start);
    }

    /// <summary>Waits until it says that it works.</summary>
    /// <returns>What it says.</returns>
    public async Task<string> ReadyAsync()
    {
        var ended = _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(_ready.Task, ended, Task.Delay(Patience, TestContext.Current.CancellationToken));
        if (first != _ready.Task)
        {
            Assert.Fail($"the silo {(first == ended ? $"ended with {_process.ExitCode}" : "does not get ready")}:\n{Output}");
        }

        return await _ready.Task;
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>Ends the process as a power cut would.</summary>
    public void KillHard() => _process.Kill(entireProcessTree: true);

    /// <summary>Stops the process from running without ending it, so that it is silent.</summary>
    public void Freeze() => Assert.Equal(0, Kill(_process.Id, 19));

    /// <summary>Lets it run again.</summary>
    public void Thaw() => Assert.Equal(0, Kill(_process.Id, 18));

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Hear(StringBuilder heard, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_out)
        {
            heard.Append(line).Append('\n');
        }

        if (line.StartsWith("silo ", StringComparison.Ordinal) && line.Contains("; listens on ", StringComparison.Ordinal))
        {
            _ready.TrySetResult(line);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
