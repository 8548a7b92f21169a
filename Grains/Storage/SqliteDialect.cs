using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Grains.Storage;

/// <summary>SQLite, which one process at a time writes to.</summary>
internal sealed class SqliteDialect : Dialect
{
    public override string Folder => "Sqlite";

    public override string ForUpdate => "";

    public override string ParameterName(int number) => string.Create(CultureInfo.InvariantCulture, $"${number}");

    public override DbTransaction Begin(DbConnection connection) => connection.BeginTransaction();

    public override DbTransaction BeginSnapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);

    public override void LockMigrations(StoreConnection connection)
    {
        // The store's lock file has done that.
    }

    public override int Version(StoreConnection connection) => Convert.ToInt32(connection.Scalar("PRAGMA user_version"), CultureInfo.InvariantCulture);

    public override void SetVersion(StoreConnection connection, int version) =>
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));

    public override void Upsert(StoreConnection connection, BulkTable table, IReadOnlyCollection<object?[]> rows)
    {
        var columns = string.Join(", ", table.Columns.Select(column => column.Name));
        var values = string.Join(", ", Enumerable.Range(1, table.Columns.Count).Select(ParameterName));
        var sql = $"INSERT INTO {table.Name} ({columns}) VALUES ({values}) {table.OnConflict}";
        foreach (var row in rows)
        {
            connection.Execute(sql, row);
        }
    }

    public override string JsonNumber(string column, string name) =>
        $"CASE json_type({column} -> {name}) WHEN 'integer' THEN CAST({column} ->> {name} AS REAL) WHEN 'real' THEN {column} ->> {name} " +
        $"WHEN 'text' THEN CASE {column} ->> {name} WHEN 'Infinity' THEN 9e999 WHEN '-Infinity' THEN -9e999 END END";

    public override string JsonText(string column, string name) =>
        $"CASE json_type({column} -> {name}) WHEN 'integer' THEN NULL WHEN 'real' THEN NULL WHEN 'null' THEN NULL WHEN 'text' THEN {column} ->> {name} ELSE {column} -> {name} END";

    public override string SpecArrayHas(string member, string element) => $"EXISTS (SELECT 1 FROM json_each(spec, '$.{member}') WHERE value = {element})";

    public override string SpecText(string member) => $"json_extract(spec, '$.{member}')";

    // 5 busy, 6 locked, 10 input or output, 13 disk full, 14 cannot open, 15 lock protocol.
    public override bool IsPassing(Exception error) => error is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 or 14 or 15 };

    public override bool IsDatabaseError(Exception error) => error is SqliteException;
}
