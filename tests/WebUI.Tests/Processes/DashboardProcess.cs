using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using ActorTraining.Cli.Tests.Processes;

namespace ActorTraining.WebUI.Tests.Processes;

/// <summary>The dashboard in a process of its own.</summary>
internal sealed class DashboardProcess : ProgramProcess
{
    private DashboardProcess(string folder, IEnumerable<string> args)
        : base(folder, Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ActorTraining.WebUI.exe" : "ActorTraining.WebUI"), args, TimeSpan.FromMinutes(2))
    {
    }

    public static DashboardProcess Start(string folder, params IEnumerable<string> args) => new(folder, args);

    /// <summary>A port of this machine that nobody listens on at present.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Ends the process as a power cut would, and waits until it has ended.</summary>
    public async Task KillHardAsync()
    {
        KillHard();
        await EndAsync();
    }

    /// <summary>Asks it to stop.</summary>
    public void Terminate() => Send(PosixSignal.SIGTERM);
}
