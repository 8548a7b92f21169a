using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ActorTraining.WebUI.Tests.Processes;

/// <summary>The dashboard in a process of its own, which can really be killed.</summary>
internal sealed class DashboardProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly Task<string> _error;

    private DashboardProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What it wrote so far.</summary>
    public string Out => _out.ToString();

    public static DashboardProcess Start(string folder, params IEnumerable<string> args)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ActorTraining.WebUI.exe" : "ActorTraining.WebUI");
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_DATA_HOME"] = Path.Combine(folder, "data");
        return new DashboardProcess(Process.Start(start)!);
    }

    /// <summary>A port of this machine that nobody listens on at present.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Reads lines until one has these words.</summary>
    public async Task<string> LineAsync(string words)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            _out.Append(line).Append('\n');
            if (line.Contains(words))
            {
                return line;
            }
        }

        Assert.Fail($"'{words}' never came; the output was:\n{Out}{await _error}");
        return "";
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillHardAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks it to stop.</summary>
    public void Terminate() => Assert.Equal(0, Kill(_process.Id, 15));

    /// <summary>Reads the rest and gives the exit code.</summary>
    public async Task<(int ExitCode, string Error)> EndAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        _out.Append(await _process.StandardOutput.ReadToEndAsync(cancel).WaitAsync(Patience, cancel));
        await _process.WaitForExitAsync(cancel).WaitAsync(Patience, cancel);
        return (_process.ExitCode, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
