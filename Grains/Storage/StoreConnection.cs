using System.Data.Common;

namespace ActorTraining.Grains.Storage;

/// <summary>A database connection that keeps its commands prepared.</summary>
/// <remarks>Used by one thread at a time. Parameters are called <c>$1</c>, <c>$2</c>, ... in the SQL.</remarks>
internal sealed class StoreConnection(DbConnection connection, Dialect dialect) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    public Dialect Dialect => dialect;

    public void Begin() => _transaction = dialect.Begin(connection);

    public void BeginSnapshot() => _transaction = dialect.BeginSnapshot(connection);

    public void Commit()
    {
        _transaction!.Commit();
        _transaction.Dispose();
        _transaction = null;
    }

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    public DbDataReader Query(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteReader();

    /// <summary>Closes the connection; a transaction that is not committed is undone.</summary>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _transaction?.Dispose();
        connection.Dispose();
    }

    private DbCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = dialect.ParameterName(i);
                command.Parameters.Add(parameter);
            }

            _commands.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] is string text ? StoredText.Of(text) : values[i] ?? DBNull.Value;
        }

        return command;
    }
}
