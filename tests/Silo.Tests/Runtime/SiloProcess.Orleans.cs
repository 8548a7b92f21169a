using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ActorTraining.Silo.Runtime;

namespace ActorTraining.Silo.Tests.Runtime;

/// <summary>A silo in a process of its own. It ends with this process, however that ends.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    /// <summary>Starts a silo; completes when it is a member of its cluster.</summary>
    public static async Task<SiloProcess> StartAsync(OrleansClusterOptions cluster, string name, CancellationToken cancel)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "ActorTraining.SiloHost.dll"), cluster.ConnectionString, cluster.ClusterId, name, Text(FreePort()), Text(FreePort())];
        var silo = new SiloProcess(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!);
        var errors = silo._process.StandardError.ReadToEndAsync(cancel);
        if (await silo._process.StandardOutput.ReadLineAsync(cancel) != "ready")
        {
            await silo.DisposeAsync();
            throw new InvalidOperationException($"the silo did not start: {await errors}");
        }

        return silo;
    }

    /// <summary>Ends the process in the middle of what it does.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A port of the loopback interface on which nobody listens.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
