using System.Globalization;

namespace ActorTraining.Experiments.Plots;

/// <summary>Numbers as people read them; the same on every machine.</summary>
internal static class NumberText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A measured value: four decimals below 10, two below 1,000, scientific when very small or very large.</summary>
    public static string Value(double value)
    {
        if (NotFinite(value) is { } word) return word;
        var size = Math.Abs(value);
        if (size != 0 && size is < 1e-3 or >= 1e6) return Scientific(value, 2);
        return Sign(value.ToString(size < 10 ? "0.0000" : size < 1000 ? "0.00" : "#,0", Culture));
    }

    /// <summary>A fraction in per cent, with two decimals.</summary>
    public static string Percent(double value) => NotFinite(value) ?? Sign((value * 100).ToString("0.00", Culture)) + "%";

    /// <summary>A share in whole per cent, for sentences.</summary>
    public static string Share(double value)
    {
        if (NotFinite(value) is { } word) return word;
        var percent = value * 100;
        return Sign(percent.ToString(Math.Abs(percent) < 1 ? "0.#" : "#,0", Culture)) + "%";
    }

    /// <summary>A number with at most <paramref name="digits"/> significant digits and no needless zeros.</summary>
    public static string Plain(double value, int digits = 4)
    {
        if (NotFinite(value) is { } word) return word;
        if (value == 0) return "0";
        var size = Math.Abs(value);
        if (size is < 1e-4 or >= 1e7) return Scientific(value, digits - 1);
        var decimals = Math.Max(0, digits - 1 - (int)Math.Floor(Math.Log10(size)));
        var text = value.ToString("#,0." + new string('#', decimals), Culture);
        return Sign(text);
    }

    /// <summary>A value on an axis whose ticks are <paramref name="step"/> apart: with the decimals that tell it from its neighbours.</summary>
    public static string OnAxis(double value, double step, double largest)
    {
        var decimals = Math.Max(0, (IsQuarter(step) ? 1 : 0) - (int)Math.Floor(Math.Log10(step) + 1e-9));
        if (decimals <= 4 && largest < 1e6) return Sign(value.ToString("#,0" + (decimals > 0 ? "." + new string('0', decimals) : ""), Culture));
        var digits = (int)Math.Floor(Math.Log10(largest)) - (int)Math.Floor(Math.Log10(step)) + (IsQuarter(step) ? 1 : 0);
        return Scientific(value, Math.Clamp(digits, 0, 15));
    }

    /// <summary>A count and its noun: <c>1 epoch</c>, <c>16 epochs</c>.</summary>
    public static string Count(long count, string noun) => $"{count.ToString("#,0", Culture)} {Plural(count, noun)}";

    /// <summary>The noun for a count, in the plural unless it is one.</summary>
    public static string Plural(long count, string noun) =>
        count == 1 ? noun : noun + "s";

    /// <summary>A step's number.</summary>
    public static string Whole(long value) => Sign(value.ToString("#,0", Culture));

    /// <summary>A time: <c>0.42 s</c>, <c>12.3 s</c>, <c>3 min 12 s</c>, <c>2 h 05 min</c>.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0) return "–";
        if (seconds < 59.95) return seconds.ToString(seconds < 9.995 ? "0.00" : "0.0", Culture) + " s";
        var whole = (long)Math.Round(Math.Min(seconds, 1e12));
        return whole < 3600
            ? string.Create(Culture, $"{whole / 60} min {whole % 60:00} s")
            : string.Create(Culture, $"{whole / 3600:#,0} h {whole % 3600 / 60:00} min");
    }

    /// <summary>A size in bytes: <c>812 B</c>, <c>4.1 kB</c>, <c>1.2 MB</c> (powers of 1,000).</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        double size = bytes;
        var unit = 0;
        for (; size >= 999.5 && unit < units.Length - 1; unit++) size /= 1000;
        return size.ToString(unit == 0 || size >= 99.95 ? "0" : "0.0", Culture) + " " + units[unit];
    }

    private static string Scientific(double value, int decimals) =>
        Sign(value.ToString("0." + new string('#', decimals) + "e+0", Culture).Replace("e+", "e", StringComparison.Ordinal));

    private static bool IsQuarter(double step)
    {
        var mantissa = step / Math.Pow(10, Math.Floor(Math.Log10(step) + 1e-9));
        return Math.Abs(mantissa - 2.5) < 1e-6;
    }

    private static string? NotFinite(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "−∞" : null;

    private static string Sign(string text) => text.Replace('-', '−');
}
