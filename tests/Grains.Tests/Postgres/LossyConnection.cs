using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace ActorTraining.Grains.Tests.Postgres;

/// <summary>Stands between a store and its server, and can lose the answer to a commit: the server has committed, the store never hears of it.</summary>
internal sealed class LossyConnection : IAsyncDisposable
{
    // With the end of the text, or BEGIN ... READ COMMITTED would be taken for one.
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT\0");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;
    private int _toLose;
    private int _lost;

    /// <summary>Stands before a server.</summary>
    public LossyConnection(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How to reach the server through this.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ToString();

    /// <summary>How many answers have been lost.</summary>
    public int Lost => Volatile.Read(ref _lost);

    /// <summary>Loses the answer to the next commit.</summary>
    public void LoseNextCommit() => Volatile.Write(ref _toLose, 1);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(PassAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host!, _server.Port, _end.Token);
                var (up, down) = (client.GetStream(), server.GetStream());
                var answers = new Answers();
                await Task.WhenAny(RequestsAsync(up, down, answers), AnswersAsync(down, up, answers));
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone, and with it the other.
            }
        }
    }

    private async Task RequestsAsync(NetworkStream client, NetworkStream server, Answers answers)
    {
        var buffer = new byte[1 << 16];
        while (await client.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            answers.Withheld = answers.Withheld || (buffer.AsSpan(0, count).IndexOf(Commit) >= 0 && Interlocked.Exchange(ref _toLose, 0) == 1);
            await server.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private async Task AnswersAsync(NetworkStream server, NetworkStream client, Answers answers)
    {
        var buffer = new byte[1 << 16];
        while (await server.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (answers.Withheld)
            {
                Interlocked.Increment(ref _lost);
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private sealed class Answers
    {
        public volatile bool Withheld;
    }
}
