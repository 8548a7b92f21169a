using System.Globalization;
using ActorTraining.Experiments;
using ActorTraining.Grains.Tests.Postgres;
using ActorTraining.Silo;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Cluster.Tests;

/// <content>Silos of Microsoft Orleans that find each other in a PostgreSQL database.</content>
internal sealed partial class TestCluster
{
    private int[] _siloPorts = [];
    private int[] _gatewayPorts = [];
    private ClusterConnection? _connection;

    /// <summary>The database.</summary>
    public string Store { get; private set; } = "";

    /// <summary>Whether this process talks to the silos over their network.</summary>
    public static bool IsReachedOverNetwork => true;

    /// <summary>Whether the others go on where this one has been lost.</summary>
    public static bool IsReplaceable(int silo) => true;

    partial void Reserve(int silos)
    {
        var ports = FreePorts(2 * silos);
        (_siloPorts, _gatewayPorts) = (ports[..silos], ports[silos..]);
    }

    private async Task PrepareAsync(SharedPostgres postgres, string? database) => Store = database ?? await postgres.CreateDatabaseAsync();

    private IEnumerable<string> Options(int number) =>
        ["--store", Store, "--silo-port", Text(_siloPorts[number]), "--gateway-port", Text(_gatewayPorts[number]), "--advertise", Host(number)];

    private IEnumerable<string> Joining()
    {
        var ports = FreePorts(2);
        return ["--store", Store, "--silo-port", Text(ports[0]), "--gateway-port", Text(ports[1])];
    }

    private async Task<IExperiments> ConnectAsync()
    {
        _connection = await ClusterConnection.OpenAsync(Store, files: null, "test", JobCatalog.Default, Patience);
        return _connection.Experiments;
    }

    private ValueTask DisconnectAsync() => _connection?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
