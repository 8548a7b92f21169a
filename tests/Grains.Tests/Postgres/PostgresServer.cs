using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ActorTraining.Grains.Tests.Postgres;

/// <summary>A real PostgreSQL server in a temporary folder, on a free port of the loopback interface.</summary>
/// <remarks>
/// The server is a child of a small shell that also reads a pipe from this process: however this process ends, the pipe closes, and the shell ends
/// the server and removes the folder. It does not wait for the disk (fsync), which makes a difference only to what survives the end of the whole machine.
/// </remarks>
internal sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // $1 is the folder, the rest is the server's command. Signals: QUIT ends it at once, without a checkpoint.
    private const string Watch = """
        folder=$1; shift; exec 3<&0
        "$@" 3<&- >>"$folder/log" 2>&1 &
        server=$!
        (read -r end <&3; touch "$folder/over"; kill -QUIT $server) &
        watcher=$!
        wait $server
        if [ -e "$folder/over" ]; then rm -rf "$folder"; else kill $watcher; fi
        """;

    private readonly PostgresPrograms _programs;
    private readonly string _folder;
    private readonly bool _throughFiles;
    private readonly string[] _settings;
    private readonly int _port;
    private Process? _shell;

    private PostgresServer(PostgresPrograms programs, bool throughFiles, string[] settings)
    {
        (_programs, _throughFiles, _settings, _port) = (programs, throughFiles, settings, FreePort());
        _folder = Directory.CreateTempSubdirectory("actortraining-postgres-").FullName;
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates a server and starts it.</summary>
    /// <param name="programs">Where its programs are.</param>
    /// <param name="settings">Settings of the server, for example <c>max_connections=10</c>.</param>
    public static Task<PostgresServer> StartNewAsync(PostgresPrograms programs, params string[] settings) => StartNewAsync(programs, throughFiles: false, settings);

    /// <inheritdoc cref="StartNewAsync(PostgresPrograms, string[])"/>
    /// <param name="throughFiles">Whether it is reached through a socket in its folder instead of the loopback interface.</param>
    public static async Task<PostgresServer> StartNewAsync(PostgresPrograms programs, bool throughFiles, params string[] settings)
    {
        var server = new PostgresServer(programs, throughFiles, settings);
        try
        {
            await PostgresPrograms.OwnAsync(server._folder);
            await programs.RunAsync("initdb", "-D", server.Data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>How to reach a database of this server.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host={(_throughFiles ? _folder : "127.0.0.1")};Port={_port};Username=tester;Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable;Include Error Detail=true");

    /// <summary>Starts the server; completes when it takes connections.</summary>
    public async Task StartAsync()
    {
        var port = _port.ToString(CultureInfo.InvariantCulture);
        string[] command =
        [
            "/bin/sh", "-c", Watch, "sh", _folder, _programs["postgres"], "-D", Data, "-p", port, .. _throughFiles ? (string[])["-h", "", "-k", _folder] : ["-h", "127.0.0.1", "-k", ""],
            "-c", "max_connections=200", "-c", "shared_buffers=32MB", "-c", "fsync=off", .. _settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        _shell = Process.Start(PostgresPrograms.Command(command, redirectInput: true))!;
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!_shell.HasExited && Stopwatch.GetElapsedTime(began) < Patience)
            {
                // Nothing tells when it is ready but asking.
                await Task.Delay(50);
            }
            catch (NpgsqlException e)
            {
                throw new InvalidOperationException($"the PostgreSQL server did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "log"))}", e);
            }
        }
    }

    /// <summary>Ends the server in the middle of what it does, as a crash would; it repairs its database at the next start.</summary>
    public async Task CrashAsync()
    {
        await _programs.RunAsync("pg_ctl", "stop", "-m", "immediate", "-D", Data);
        await _shell!.WaitForExitAsync();
        _shell.Dispose();
        _shell = null;
    }

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string connectionString) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");

    public async ValueTask DisposeAsync()
    {
        if (_shell is not null)
        {
            _shell.StandardInput.Close();
            await _shell.WaitForExitAsync();
            _shell.Dispose();
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
