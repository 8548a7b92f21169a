using System.Diagnostics;
using System.Globalization;

namespace ActorTraining.Cluster.Tests;

/// <summary>Hosts in network namespaces of this machine, joined by a bridge that no other machine can reach, whose cables can be cut.</summary>
internal sealed class PrivateNetwork : IDisposable
{
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"at{Environment.ProcessId}");
    private readonly int _hosts;

    private PrivateNetwork(int hosts) => _hosts = hosts;

    private string Here => $"{_name}t";

    private string Bridge => $"{_name}b";

    /// <summary>Lays the cables; skips the test where that is not possible.</summary>
    /// <param name="hosts">How many hosts.</param>
    /// <param name="isReached">Whether this process has a cable to the bridge, too.</param>
    public static PrivateNetwork Create(int hosts, bool isReached)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "network namespaces need Linux and root");
        Assert.SkipUnless(File.Exists("/usr/sbin/ip") || File.Exists("/sbin/ip"), "network namespaces need the program ip (on Debian: apt install iproute2)");
        var network = new PrivateNetwork(hosts);
        try
        {
            Ip("netns", "add", network.Bridge);
            Ip("-n", network.Bridge, "link", "add", "br0", "type", "bridge");
            Ip("-n", network.Bridge, "link", "set", "br0", "up");
            for (var host = 0; host < hosts; host++)
            {
                network.Connect(host);
            }

            if (isReached)
            {
                network.ConnectThis();
            }

            return network;
        }
        catch (InvalidOperationException e)
        {
            network.Dispose();
            Assert.Skip($"network namespaces cannot be made here: {e.Message}");
            throw;
        }
    }

    /// <summary>The address of a host.</summary>
    public static string Address(int host) => string.Create(CultureInfo.InvariantCulture, $"10.77.0.{host + 1}");

    /// <summary>The words before a command that run it on a host.</summary>
    public IReadOnlyList<string> On(int host) => ["ip", "netns", "exec", Host(host)];

    /// <summary>Cuts a host's cable.</summary>
    public void Cut(int host) => Ip("-n", Bridge, "link", "set", Port(host), "down");

    /// <summary>Mends a host's cable.</summary>
    public void Mend(int host) => Ip("-n", Bridge, "link", "set", Port(host), "up");

    public void Dispose()
    {
        for (var host = 0; host < _hosts; host++)
        {
            Run("netns", "del", Host(host));
        }

        Run("netns", "del", Bridge);
        Run("link", "del", Here);
    }

    private static string Port(int host) => string.Create(CultureInfo.InvariantCulture, $"p{host}");

    private string Host(int host) => string.Create(CultureInfo.InvariantCulture, $"{_name}h{host}");

    private void Connect(int host)
    {
        Ip("netns", "add", Host(host));
        Ip("-n", Host(host), "link", "set", "lo", "up");
        Ip("-n", Bridge, "link", "add", Port(host), "type", "veth", "peer", "name", "eth0", "netns", Host(host));
        Ip("-n", Bridge, "link", "set", Port(host), "master", "br0", "up");
        Ip("-n", Host(host), "addr", "add", $"{Address(host)}/24", "dev", "eth0");
        Ip("-n", Host(host), "link", "set", "eth0", "up");
    }

    private void ConnectThis()
    {
        Ip("-n", Bridge, "link", "add", "here", "type", "veth", "peer", "name", Here, "netns", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Ip("-n", Bridge, "link", "set", "here", "master", "br0", "up");
        Ip("addr", "add", "10.77.0.254/24", "dev", Here);
        Ip("link", "set", Here, "up");
    }

    private static void Ip(params string[] args)
    {
        if (Run(args) is { Code: not 0 } failed)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', args)}: {failed.Error}");
        }
    }

    private static (int Code, string Error) Run(params string[] args)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", args) { RedirectStandardError = true })!;
        var error = ip.StandardError.ReadToEnd();
        ip.WaitForExit();
        return (ip.ExitCode, error.Trim());
    }
}
