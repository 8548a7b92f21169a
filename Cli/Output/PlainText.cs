namespace ActorTraining.Cli.Output;

/// <summary>Text from specs, jobs and errors as one harmless line.</summary>
internal static class PlainText
{
    /// <summary>The text with every run of line breaks and other control characters as one space: it can neither break a line nor command a terminal.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
            return text;
        return string.Join(' ', new string([.. text.Select(c => char.IsControl(c) ? '\n' : c)])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    /// <summary>The text, cut to a number of characters with an ellipsis at its end.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : length <= 1 ? "…"[..length] : string.Concat(text.AsSpan(0, length - 1), "…");
}
