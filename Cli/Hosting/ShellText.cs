namespace ActorTraining.Cli.Hosting;

/// <summary>Words as a POSIX shell reads them back.</summary>
internal static class ShellText
{
    /// <summary>The word in single quotes where a shell would otherwise see more than a plain word in it.</summary>
    public static string Quote(string word)
    {
        bool plain = word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c));
        return plain ? word : $"'{word.Replace("'", "'\\''")}'";
    }

    /// <summary>Several words as one line.</summary>
    public static string Line(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));
}
