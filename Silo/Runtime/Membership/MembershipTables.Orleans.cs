using System.Globalization;
using System.Net.Sockets;
using ActorTraining.Experiments;
using ActorTraining.Silo.Stores;
using Npgsql;

namespace ActorTraining.Silo.Runtime.Membership;

/// <summary>The tables in PostgreSQL by which the silos of a cluster find each other.</summary>
internal static class MembershipTables
{
    // Any number that nothing else in the database locks.
    private const long Lock = 0x4163744d656d6265;

    /// <summary>Creates the tables and queries where they are not there yet. Silos may do so at the same time.</summary>
    /// <exception cref="StoreException">The database cannot be reached, or does not let its user create tables.</exception>
    public static async Task ApplyAsync(string connectionString, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock}); {await ScriptAsync(cancel)}", connection, transaction);
            await command.ExecuteNonQueryAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (NpgsqlException e)
        {
            var target = new NpgsqlConnectionStringBuilder(connectionString);
            throw new StoreException($"the cluster's database {target.Host}:{target.Port}/{target.Database} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>
    /// Declares silos dead that went down with their whole cluster, so that nobody was left to miss them: a new silo would wait for their answer for minutes.
    /// Dead is whoever has no claim on the store, has given no sign of life while this silo watched, and does not answer: after a failover of the database the first two are true of the living, too.
    /// </summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="time">The clock of this silo, for spans only: the times of other machines are compared with each other.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreException">The database cannot be reached.</exception>
    public static async Task BuryAsync(OrleansClusterOptions cluster, TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(cluster.ConnectionString);
            await connection.OpenAsync(cancel);
            if (await SilentAsync(connection, cluster.ClusterId, cancel) is { Count: > 0 } silent)
            {
                await Task.Delay(OrleansCluster.SignOfLife + TimeSpan.FromSeconds(3), time, cancel);
                var still = silent.Intersect(await SilentAsync(connection, cluster.ClusterId, cancel)).ToList();
                var dead = await still.ToAsyncEnumerable().Where(async (silo, stop) => !await AnswersAsync(silo, stop)).ToListAsync(cancel);
                await BuryAsync(connection, cluster.ClusterId, dead, cancel);
            }
        }
        catch (NpgsqlException e)
        {
            throw new StoreException($"the cluster's database cannot be used: {e.Message}", e);
        }
    }

    // Silos that are not known to be dead (6), by their last sign of life. A claim is a lock on the silo's endpoint.
    private static async Task<List<string>> SilentAsync(NpgsqlConnection connection, string cluster, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT Address || ':' || Port || '@' || Generation || ' ' || IAmAliveTime FROM OrleansMembershipTable
            WHERE DeploymentId = $1 AND Status <> 6 AND NOT EXISTS (
                SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND classid = $2::oid AND objid = (hashtext(Address || ':' || Port)::bigint & 4294967295)::oid AND objsubid = 2
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """,
            connection)
        {
            Parameters = { new() { Value = cluster }, new() { Value = (long)StoreClaim.Number } },
        };
        var silos = new List<string>();
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            silos.Add(rows.GetString(0));
        }

        return silos;
    }

    private static async Task<bool> AnswersAsync(string silo, CancellationToken cancel)
    {
        var endpoint = silo[..silo.IndexOf('@', StringComparison.Ordinal)];
        var colon = endpoint.LastIndexOf(':');
        using var socket = new TcpClient();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(2));
        try
        {
            await socket.ConnectAsync(endpoint[..colon], int.Parse(endpoint[(colon + 1)..], CultureInfo.InvariantCulture), patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private static async Task BuryAsync(NpgsqlConnection connection, string cluster, List<string> dead, CancellationToken cancel)
    {
        if (dead.Count == 0)
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var command = new NpgsqlCommand(
            """
            UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now() WHERE DeploymentId = @cluster;
            UPDATE OrleansMembershipTable SET Status = 6
            WHERE DeploymentId = @cluster AND Address || ':' || Port || '@' || Generation || ' ' || IAmAliveTime = ANY(@dead);
            """,
            connection,
            transaction)
        {
            Parameters = { new("cluster", cluster), new("dead", dead.ToArray()) },
        };
        await command.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<string> ScriptAsync(CancellationToken cancel)
    {
        var type = typeof(MembershipTables);
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(type, "Membership.sql")!);
        return await reader.ReadToEndAsync(cancel);
    }
}
