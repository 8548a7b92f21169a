using ActorTraining.Experiments;
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

    private static async Task<string> ScriptAsync(CancellationToken cancel)
    {
        var type = typeof(MembershipTables);
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(type, "Membership.sql")!);
        return await reader.ReadToEndAsync(cancel);
    }
}
