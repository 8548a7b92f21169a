namespace ActorTraining.Grains.Storage;

/// <summary>Times are stored as milliseconds since 1970 in UTC.</summary>
internal static class StoredTime
{
    public static long? ToStored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset? FromStored(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
