using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorTraining.Deploy.Tests.Programs;

namespace ActorTraining.Deploy.Tests.Docker;

/// <summary>The health check of the image, against a server that answers as a silo does.</summary>
public class ReadyScriptTests
{
    [Theory]
    [InlineData("200 OK", 0)]
    [InlineData("503 Service Unavailable", 1)]
    public async Task It_is_healthy_when_the_silo_is_ready(string status, int expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var request = AnswerAsync(listener, status);

        var run = await CheckAsync(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.Equal(expected, run.ExitCode);
        Assert.Equal("GET /readyz HTTP/1.1", await request);
    }

    [Fact]
    public async Task It_is_not_healthy_where_nobody_listens()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        Assert.NotEqual(0, (await CheckAsync(port)).ExitCode);
    }

    private static Task<ProgramRun> CheckAsync(int port) =>
        ProgramRun.OrSkipAsync("bash", [DeployFolder.PathOf("docker/ready.sh")], variables: new Dictionary<string, string> { ["ACTORTRAINING_LISTEN"] = $"http://0.0.0.0:{port}/" });

    private static async Task<string?> AnswerAsync(TcpListener listener, string status)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var request = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
        {
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), TestContext.Current.CancellationToken);
        return request;
    }
}
