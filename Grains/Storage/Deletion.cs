using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Takes an experiment out of the store: out of sight first, then row by row.</summary>
internal static class Deletion
{
    /// <summary>The most rows that a step removes.</summary>
    public const int StepRows = 5_000;

    /// <summary>Hides an ended experiment from everyone and fences its coordinator off.</summary>
    /// <returns>The key whose rows are to be removed; null when an earlier try has done it all.</returns>
    public static long? Hide(StoreConnection connection, string experiment, bool inDoubt)
    {
        var rows = connection
            .Query($"SELECT key, ended FROM experiments WHERE id = $1 AND deleted IS NULL{connection.Dialect.ForUpdate}", experiment)
            .ReadAll(row => (Key: row.GetInt64(0), Ended: row.Long(1)));
        if (rows is not [var (key, ended)])
        {
            return inDoubt ? Hidden(connection, experiment) : throw new RefusedWriteException(new UnknownExperimentException(experiment));
        }

        if (ended is null)
        {
            throw new RefusedWriteException(new InvalidOperationException($"the experiment '{experiment}' has not come to its end; stop it before you delete it"));
        }

        connection.Execute("UPDATE experiments SET deleted = $2, epoch = epoch + 1 WHERE key = $1", key, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        return key;
    }

    /// <summary>Removes some rows of a hidden experiment.</summary>
    /// <returns>Is there more to remove?</returns>
    public static bool Step(StoreConnection connection, long key)
    {
        // Where two processes are at it, one waits for the other, or it would take the rows that the other is removing for the last ones.
        if (connection.Scalar($"SELECT key FROM experiments WHERE key = $1{connection.Dialect.ForUpdate}", key) is null)
        {
            return false;
        }

        foreach (var table in (BulkTable[])[BulkTable.Metrics, BulkTable.Events, BulkTable.Artifacts, BulkTable.Attempts, BulkTable.Trials])
        {
            var columns = string.Join(", ", table.Key.Select(column => column.Name));
            if (connection.Execute($"DELETE FROM {table.Name} WHERE ({columns}) IN (SELECT {columns} FROM {table.Name} WHERE experiment = $1 LIMIT {StepRows})", key) > 0)
            {
                return true;
            }
        }

        connection.Execute("DELETE FROM experiments WHERE key = $1", key);
        return false;
    }

    /// <summary>Finishes the deletions that a crash has cut short.</summary>
    public static void Finish(StoreConnection connection)
    {
        foreach (var key in connection.Query("SELECT key FROM experiments WHERE deleted IS NOT NULL").ReadAll(row => row.GetInt64(0)))
        {
            bool more;
            do
            {
                connection.Begin();
                more = Step(connection, key);
                connection.Commit();
            }
            while (more);
        }
    }

    private static long? Hidden(StoreConnection connection, string experiment) =>
        connection.Query("SELECT key FROM experiments WHERE id = $1 AND deleted IS NOT NULL", experiment).ReadAll(row => row.GetInt64(0)) is [var key] ? key : null;
}
