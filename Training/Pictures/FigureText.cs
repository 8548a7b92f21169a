using System.Globalization;

namespace ActorTraining.Training.Pictures;

/// <summary>Numbers and texts as pictures and tables show them.</summary>
internal static class FigureText
{
    /// <summary>A number with so many significant digits: <c>-0.238231</c>, <c>2.672e-7</c>, <c>0</c>; a real minus sign.</summary>
    public static string Of(double value, int digits = 4)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        double size = Math.Abs(value);
        string text = size != 0 && (size < 1e-3 || size >= 1e6)
            ? value.ToString("0." + new string('#', digits - 1) + "e+0", CultureInfo.InvariantCulture).Replace("e+", "e", StringComparison.Ordinal)
            : value.ToString("G" + digits, CultureInfo.InvariantCulture) is var general && general.Contains('E') ? value.ToString("0", CultureInfo.InvariantCulture) : general;
        return text.Replace('-', '−');
    }

    /// <summary>A text, or its beginning and an ellipsis where it has more characters than fit.</summary>
    public static string Fit(string text, int most) => text.Length <= most ? text : text[..Math.Max(1, most - 1)].TrimEnd() + "…";

    /// <summary>A width in pixels for a text whose font is unknown; rather too wide than too narrow.</summary>
    public static double Width(string text, double size) => text.Length * size * 0.62;
}
