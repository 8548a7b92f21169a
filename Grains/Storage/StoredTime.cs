namespace ActorTraining.Grains.Storage;

/// <summary>Times are stored as milliseconds since 1970 in UTC, and the age of a point, of which there are very many, as whole milliseconds.</summary>
internal static class StoredTime
{
    public static long? ToStored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    public static DateTimeOffset? FromStored(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    public static long? ToMilliseconds(double? seconds) => seconds is { } age ? (long)Math.Round(age * 1000) : null;

    public static double? FromMilliseconds(long? milliseconds) => milliseconds / 1000.0;
}
