using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Coordination;
using Microsoft.Data.Sqlite;

namespace ActorTraining.Cli.Tests.Soak;

/// <summary>Looks into a store behind the program's back, while no process has it open.</summary>
internal sealed class SoakStore(string path)
{
    /// <summary>What SQLite says about the file: <c>ok</c>.</summary>
    public string Integrity() => Read("PRAGMA integrity_check", row => row.GetString(0)).Aggregate((a, b) => $"{a}; {b}");

    public IReadOnlyList<StoredTrial> Trials()
    {
        Dictionary<long, long> points = Read("SELECT trial, count(*) FROM metrics GROUP BY trial", row => (row.GetInt64(0), row.GetInt64(1))).ToDictionary();
        return Read("SELECT number, state, attempt, checkpoints FROM trials ORDER BY number", row =>
        {
            List<CheckpointReference> kept = JsonSerializer.Deserialize<List<CheckpointReference>>(row.GetString(3), ExperimentJson.Options)!;
            return new StoredTrial(
                row.GetInt32(0), (TrialState)row.GetInt32(1), row.GetInt32(2), points.GetValueOrDefault(row.GetInt64(0)),
                kept is [var newest, ..] ? newest.Step : 0, [.. kept.Select(checkpoint => checkpoint.Key)]);
        });
    }

    public IReadOnlyList<StoredAttempt> Attempts() => Read(
        "SELECT trial, attempt, from_step, outcome FROM attempts ORDER BY trial, attempt",
        row => new StoredAttempt(row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3)));

    /// <summary>The stored values of a trial, by step.</summary>
    public IReadOnlyList<(int Trial, long Step, double Value)> Points() => Read(
        "SELECT trial, step, value FROM metrics ORDER BY trial, step", row => (row.GetInt32(0), row.GetInt64(1), row.GetDouble(2)));

    /// <summary>The sequence numbers of all events, ascending.</summary>
    public IReadOnlyList<long> Events() => Read("SELECT sequence FROM events ORDER BY sequence", row => row.GetInt64(0));

    /// <summary>The keys of everything that trials saved, small blobs in the database and large ones beside it.</summary>
    public IReadOnlySet<string> Blobs() => Read("SELECT key FROM blobs WHERE part = 0", row => row.GetString(0)).Concat(Files()).ToHashSet();

    /// <summary>The files beside the store.</summary>
    public IReadOnlyList<string> Files()
    {
        string folder = Path.ChangeExtension(path, ".files");
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))]
            : [];
    }

    private List<T> Read<T>(string query, Func<SqliteDataReader, T> row)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = query;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(row(reader));
        return rows;
    }
}
