using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ActorTraining.Training.Tests.Data;

/// <summary>An HTTP server on the loopback interface that behaves as badly as a test wants.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Response> _answer;
    private readonly Task _running;

    public LoopbackServer(Func<Request, Response> answer)
    {
        _answer = answer;
        _listener.Start();
        _running = RunAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/data/");

    /// <summary>What was asked for, in this order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Serves files, with or without knowing ranges.</summary>
    public static Func<Request, Response> Files(IReadOnlyDictionary<string, byte[]> files, bool ranges = true) => request =>
    {
        if (!files.TryGetValue(request.Name, out byte[]? content))
        {
            return new Response("404 Not Found", []);
        }

        if (!ranges || request.RangeStart is not { } start)
        {
            return new Response("200 OK", content);
        }

        return start >= content.Length
            ? new Response("416 Range Not Satisfiable", []) { Header = $"Content-Range: bytes */{content.Length}" }
            : new Response("206 Partial Content", content[start..]) { Header = $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}" };
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or IOException)
        {
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        if (await reader.ReadLineAsync(_stop.Token) is not { } requestLine)
        {
            return; // a connection that the client opened and did not need
        }

        string name = requestLine.Split(' ')[1].Split('/')[^1];
        int? start = null;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
        {
            if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
            {
                start = int.Parse(header["Range: bytes=".Length..].TrimEnd('-'));
            }
        }

        var request = new Request(name, start);
        Requests.Enqueue(request);
        Response response = _answer(request);
        string head = $"HTTP/1.1 {response.Status}\r\nContent-Length: {response.Body.Length}\r\nConnection: close\r\n{(response.Header is null ? "" : response.Header + "\r\n")}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(response.Body.AsMemory(0, response.BreakAfter ?? response.Body.Length), _stop.Token);
        if (response.Stalls)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }
    }

    public sealed record Request(string Name, int? RangeStart);

    public sealed record Response(string Status, byte[] Body)
    {
        public string? Header { get; init; }

        /// <summary>The connection is closed after this many bytes of the body.</summary>
        public int? BreakAfter { get; init; }

        /// <summary>The connection stays open and nothing more comes.</summary>
        public bool Stalls { get; init; }
    }
}
