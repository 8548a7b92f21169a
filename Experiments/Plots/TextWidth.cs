using System.Text;

namespace ActorTraining.Experiments.Plots;

/// <summary>Estimates how wide a text becomes, so that labels neither overlap nor leave the picture.</summary>
/// <remarks>The viewer's font is unknown. These are the advance widths of a wide one, rounded up by group: a text may come out narrower, hardly wider.</remarks>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    /// <summary>The width in pixels at a font size in pixels.</summary>
    public static double Of(string text, double size)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes()) width += Em(rune);
        return width * size;
    }

    /// <summary>The text, or its beginning and an ellipsis where it is wider than <paramref name="width"/> pixels.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width) return text;
        var room = width - Of(Ellipsis, size);
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            room -= Em(rune) * size;
            if (room < 0) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '-' or '/' or '"' => 0.43,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' => 1.0,
        >= 'A' and <= 'Z' => 0.74,
        < 0x80 => 0.64,
        < 0x1100 => 0.75,
        _ => 1.1,
    };
}
