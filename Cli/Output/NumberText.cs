namespace ActorTraining.Cli.Output;

/// <summary>Measured values as people read them: four decimals, fewer where it is large or a large count, an exponent where that would hide or drown the value.</summary>
internal static class NumberText
{
    /// <summary>For example <c>0.9366</c>, <c>1234.5</c>, <c>101770</c>, <c>1.23e-05</c>, <c>NaN</c>.</summary>
    public static string Of(double value) => Math.Abs(value) switch
    {
        0 => "0",
        double.NaN => "NaN",
        double.PositiveInfinity => value > 0 ? "inf" : "-inf",
        < 1e-3 or >= 1e7 => value.ToString("0.00e+00"),
        < 1e3 => value.ToString("F4"),
        _ => value.ToString(value == Math.Truncate(value) ? "F0" : "F1"),
    };

    /// <summary>A number of bytes, for example <c>11.1 MB</c>.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => $"{bytes} B",
        < 1_000_000 => $"{bytes / 1e3:F1} kB",
        < 1_000_000_000 => $"{bytes / 1e6:F1} MB",
        _ => $"{bytes / 1e9:F1} GB",
    };
}
