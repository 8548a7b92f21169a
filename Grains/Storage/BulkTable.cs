namespace ActorTraining.Grains.Storage;

/// <summary>A table that many rows at once are written into.</summary>
/// <param name="Name">The table's name.</param>
/// <param name="Key">The columns of its key.</param>
/// <param name="Kept">The columns that stand once they are written.</param>
/// <param name="Replaced">The columns that a row of the same key writes over; where there are none, the first row of a key stands.</param>
internal sealed record BulkTable(
    string Name,
    IReadOnlyList<(string Name, ColumnType Type)> Key,
    IReadOnlyList<(string Name, ColumnType Type)> Kept,
    IReadOnlyList<(string Name, ColumnType Type)> Replaced)
{
    /// <summary>Every column: the key, then what is kept, then what is replaced.</summary>
    public IReadOnlyList<(string Name, ColumnType Type)> Columns { get; } = [.. Key, .. Kept, .. Replaced];

    /// <summary>The end of an INSERT, which says what becomes of a row that is there already.</summary>
    public string OnConflict { get; } = $"ON CONFLICT ({string.Join(", ", Key.Select(column => column.Name))}) DO " +
        (Replaced.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", Replaced.Select(column => $"{column.Name} = excluded.{column.Name}"))}");

    public static BulkTable Trials { get; } = new(
        "trials",
        [("experiment", ColumnType.Long), ("number", ColumnType.Int)],
        [],
        [
            ("parameters", ColumnType.Text), ("choices", ColumnType.Text), ("state", ColumnType.Int), ("attempt", ColumnType.Int), ("failures", ColumnType.Int), ("silo", ColumnType.Text), ("slot", ColumnType.Text),
            ("step", ColumnType.Real), ("steps", ColumnType.Long), ("unit", ColumnType.Text), ("metrics", ColumnType.Text), ("objective", ColumnType.Real), ("further", ColumnType.Text),
            ("started", ColumnType.Long), ("ended", ColumnType.Long), ("ended_event", ColumnType.Long), ("seconds", ColumnType.Real),
            ("error", ColumnType.Text), ("checkpoints", ColumnType.Text), ("adjustments", ColumnType.Text), ("reported", ColumnType.Long),
        ]);

    public static BulkTable Attempts { get; } = new(
        "attempts",
        [("experiment", ColumnType.Long), ("trial", ColumnType.Int), ("attempt", ColumnType.Int)],
        [("silo", ColumnType.Text), ("slot", ColumnType.Text), ("from_step", ColumnType.Long), ("started", ColumnType.Long), ("seconds_before", ColumnType.Real)],
        [("ended", ColumnType.Long), ("outcome", ColumnType.Text), ("error", ColumnType.Text)]);

    public static BulkTable Metrics { get; } = new(
        "metrics",
        [("experiment", ColumnType.Long), ("trial", ColumnType.Int), ("metric", ColumnType.Int), ("step", ColumnType.Long)],
        [],
        [("value", ColumnType.Real), ("elapsed", ColumnType.Long)]);

    public static BulkTable Artifacts { get; } = new(
        "artifacts",
        [("experiment", ColumnType.Long), ("trial", ColumnType.Int), ("name", ColumnType.Text)],
        [],
        [("media_type", ColumnType.Text), ("size", ColumnType.Long), ("sha256", ColumnType.Text)]);

    // A commit whose answer was lost is repeated: the events are the same ones then, so the first stand.
    public static BulkTable Events { get; } = new(
        "events",
        [("experiment", ColumnType.Long), ("sequence", ColumnType.Long)],
        [
            ("at", ColumnType.Long), ("kind", ColumnType.Int), ("trial", ColumnType.Int), ("attempt", ColumnType.Int), ("state", ColumnType.Int),
            ("text", ColumnType.Text),
        ],
        []);
}
