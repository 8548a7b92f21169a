using ActorTraining.Experiments;

namespace ActorTraining.Grains.Storage;

/// <summary>Writes to <c>requests</c>, in the transaction that adds the experiment: there is no moment at which one is there without the other.</summary>
internal static class RequestWrites
{
    /// <summary>Remembers a request, unless it came before.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="request">The request.</param>
    /// <param name="experiment">The experiment that would be its.</param>
    /// <param name="now">The time; requests that are older than <see cref="RequestKey.Lifetime"/> are forgotten.</param>
    /// <returns>The experiment of the request: this one, or an earlier one.</returns>
    /// <exception cref="RefusedWriteException">The key belongs to another request.</exception>
    public static string Remember(StoreConnection connection, RequestKey request, string experiment, DateTimeOffset now)
    {
        var oldest = StoredTime.ToStored(now - RequestKey.Lifetime);
        if (Find(connection, request, oldest) is { } earlier)
        {
            return earlier;
        }

        connection.Execute("DELETE FROM requests WHERE at < $1", oldest);
        var added = connection.Execute(
            "INSERT INTO requests (key, fingerprint, experiment, at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING",
            request.Key, request.Fingerprint, experiment, StoredTime.ToStored(now));

        // Where another process was quicker, the insertion has waited for its commit.
        return added == 1 ? experiment : Find(connection, request, oldest) ?? experiment;
    }

    private static string? Find(StoreConnection connection, RequestKey request, object? oldest) =>
        connection.Query("SELECT fingerprint, experiment FROM requests WHERE key = $1 AND at >= $2", request.Key, oldest)
            .ReadAll(row => (Fingerprint: row.GetString(0), Experiment: row.GetString(1))) is not [var found] ? null
        : found.Fingerprint == request.Fingerprint ? found.Experiment
        : throw new RefusedWriteException(new KeyReusedException());
}
