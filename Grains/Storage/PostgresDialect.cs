using System.Data;
using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace ActorTraining.Grains.Storage;

/// <summary>PostgreSQL, which many processes write to at once.</summary>
internal sealed class PostgresDialect : Dialect
{
    // Any fixed number does, as long as nothing else in the database takes the same advisory lock.
    private const long MigrationLock = 0x4163746f72547261;

    public override string Folder => "Postgres";

    public override string ForUpdate => " FOR UPDATE";

    // Parameters without a name are positional, which spares the driver from rewriting the SQL.
    public override string ParameterName(int number) => "";

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction(IsolationLevel.ReadCommitted);

    public override DbTransaction BeginSnapshot(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    public override void LockMigrations(StoreConnection connection) => connection.Execute("SELECT pg_advisory_xact_lock($1)", MigrationLock);

    // A look into the catalogue like into any table: to_regclass() may answer from before another process's commit.
    public override int Version(StoreConnection connection) =>
        connection.Scalar("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'store_version'") is null
            ? 0
            : Convert.ToInt32(connection.Scalar("SELECT coalesce(max(version), 0) FROM store_version"), CultureInfo.InvariantCulture);

    public override void SetVersion(StoreConnection connection, int version)
    {
        connection.Execute("CREATE TABLE IF NOT EXISTS store_version (version integer PRIMARY KEY, applied timestamptz NOT NULL DEFAULT now())");
        connection.Execute("INSERT INTO store_version (version) VALUES ($1)", version);
    }

    // A round trip per row would bound the store by the network: a column travels as an array, and all rows in one statement.
    public override void Upsert(StoreConnection connection, BulkTable table, IReadOnlyCollection<object?[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        var arrays = string.Join(", ", table.Columns.Select((column, i) => string.Create(CultureInfo.InvariantCulture, $"${i + 1}::{TypeOf(column.Type)}[]")));
        var values = table.Columns.Select((column, i) => ColumnOf(rows, i, column.Type)).ToArray();
        connection.Execute($"INSERT INTO {table.Name} ({columns}) SELECT * FROM unnest({arrays}) {table.OnConflict}", values);
    }

    public override string JsonNumber(string column, string name)
    {
        var member = Member(column, name);
        return $"CASE json_typeof({member}) WHEN 'number' THEN ({member})::text::double precision " +
            $"WHEN 'string' THEN CASE ({member})::text WHEN '\"Infinity\"' THEN 'Infinity'::double precision WHEN '\"-Infinity\"' THEN '-Infinity'::double precision END END";
    }

    public override string JsonText(string column, string name)
    {
        var member = Member(column, name);
        return $"CASE json_typeof({member}) WHEN 'number' THEN NULL WHEN 'null' THEN NULL WHEN 'string' THEN {member} #>> '{{}}' ELSE ({member})::text END COLLATE \"C\"";
    }

    public override string SpecArrayHas(string member, string element) =>
        $"EXISTS (SELECT 1 FROM json_array_elements_text({Json("spec")} -> '{member}') AS element WHERE element = {element})";

    public override string SpecText(string member) => $"{Json("spec")} ->> '{member}'";

    public override bool IsPassing(Exception error) => error switch
    {
        // A dropped database stays away.
        PostgresException { SqlState: "57P04" } => false,
        // Classes 08 connection, 40 rollback and deadlock, 53 resources and disk, 57 shutdown and cancel, 58 system;
        // and a lock not had in time, a transaction that stood still, a standby that is not the primary yet.
        PostgresException e => e.SqlState[..2] is "08" or "40" or "53" or "57" or "58" || e.SqlState is "55P03" or "25P03" or "25006",
        _ => error is NpgsqlException or IOException or TimeoutException,
    };

    public override bool IsDatabaseError(Exception error) => error is NpgsqlException or IOException or TimeoutException;

    public override string Describe(Exception error) => error switch
    {
        PostgresException e => $"{e.MessageText} ({e.SqlState})",
        { InnerException: { } inner } => $"{error.Message}: {inner.Message}",
        _ => error.Message,
    };

    private static string Member(string column, string name) => $"{Json(column)} -> {name}::text";

    // A text of a user may have the character NUL, which JSON can express and PostgreSQL cannot hold.
    private static string Json(string column) => $@"replace({column}, '\u0000', '\ufffd')::json";

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Int => "integer",
        ColumnType.Long => "bigint",
        ColumnType.Real => "double precision",
        _ => "text",
    };

    private static object ColumnOf(IReadOnlyCollection<object?[]> rows, int column, ColumnType type) => type switch
    {
        ColumnType.Int => rows.Select(row => (int?)row[column]).ToArray(),
        ColumnType.Long => rows.Select(row => (long?)row[column]).ToArray(),
        ColumnType.Real => rows.Select(row => (double?)row[column]).ToArray(),
        _ => rows.Select(row => row[column] is string text ? StoredText.Of(text) : null).ToArray(),
    };
}
