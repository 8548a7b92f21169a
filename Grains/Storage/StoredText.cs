using System.Text;

namespace ActorTraining.Grains.Storage;

/// <summary>Text as every database can hold it.</summary>
internal static class StoredText
{
    /// <summary>
    /// Replaces the character NUL, which PostgreSQL refuses, and halves of surrogate pairs, which UTF-8 cannot express, by U+FFFD.
    /// Log lines and error messages of jobs may hold anything, and one of them must not fail a write.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().Contains('\0') && !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return clean.ToString();
    }
}
