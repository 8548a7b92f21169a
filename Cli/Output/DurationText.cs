namespace ActorTraining.Cli.Output;

/// <summary>Durations as people read them.</summary>
internal static class DurationText
{
    /// <summary>Two units at most, for example <c>14s</c>, <c>3m 12s</c>, <c>2h 05m</c>, <c>3d 04h</c>. Seconds are rounded up: what is left is never shown as nothing.</summary>
    public static string Of(TimeSpan duration)
    {
        long seconds = (long)Math.Ceiling(Math.Max(0, duration.TotalSeconds));
        return seconds switch
        {
            < 60 => $"{seconds}s",
            < 3600 => $"{seconds / 60}m {seconds % 60:00}s",
            < 86_400 => $"{seconds / 3600}h {seconds % 3600 / 60:00}m",
            _ => $"{seconds / 86_400}d {seconds % 86_400 / 3600:00}h",
        };
    }

    /// <summary>A measured time: tenths of a second below a minute, for example <c>12.3s</c>.</summary>
    public static string Measured(double seconds) =>
        seconds < 60 ? $"{Math.Max(0, seconds):F1}s" : Of(TimeSpan.FromSeconds(seconds));

    /// <summary>How long ago something was, for example <c>3h ago</c>; <c>now</c> below a minute.</summary>
    public static string Age(TimeSpan age) => age.TotalMinutes switch
    {
        < 1 => "now",
        < 60 => $"{(long)age.TotalMinutes}m ago",
        < 60 * 48 => $"{(long)age.TotalHours}h ago",
        _ => $"{(long)age.TotalDays}d ago",
    };
}
