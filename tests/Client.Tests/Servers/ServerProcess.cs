using System.Diagnostics;

namespace ActorTraining.Client.Tests.Servers;

/// <summary>The real dashboard in a process of its own, which can really be killed and started again at the same address.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _store;
    private Process? _process;

    private ServerProcess(string store) => _store = store;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts one over a store.</summary>
    public static async Task<ServerProcess> StartAsync(string store)
    {
        var server = new ServerProcess(store);
        await server.StartAsync();
        return server;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it, at the same address where it ran before.</summary>
    public async Task StartAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ActorTraining.WebUI.exe" : "ActorTraining.WebUI");
        var start = new ProcessStartInfo(program, ["--store", _store, "--slots", "2", "--listen", Address.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_DATA_HOME"] = Path.GetDirectoryName(_store);
        _process?.Dispose();
        _process = Process.Start(start)!;
        var error = _process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("dashboard on ", StringComparison.Ordinal))
            {
                Address = new Uri(line.Split(' ')[2]);
                // What it says from now on nobody reads, but it must not wait for a reader.
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        Assert.Fail($"the server did not start: {await error}");
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill(entireProcessTree: true);
        _process?.Dispose();
    }
}
