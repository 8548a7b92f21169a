namespace ActorTraining.Training.Parameters;

/// <summary>Finds the name that somebody meant.</summary>
public static class DidYouMean
{
    private const int MostListed = 12;

    // Nobody means a name by a text this long, and the comparison is quadratic in its length.
    private const int LongestName = 100;

    /// <summary>The tail of a message about an unknown name: <c>; did you mean 'lr'?</c>, or the known names where none is close.</summary>
    /// <param name="given">The name that is not known.</param>
    /// <param name="known">The names that are.</param>
    /// <returns>Starts with a semicolon; empty when there is nothing to say.</returns>
    public static string Hint(string given, IEnumerable<string> known)
    {
        var names = known.ToList();
        if (Closest(given, names) is { } meant)
            return $"; did you mean '{meant}'?";
        return names.Count is 0 or > MostListed ? "" : $"; known: {Listed(names)}";
    }

    /// <summary>The known name that is most like the given one; null when none is like it.</summary>
    /// <remarks>
    /// Alike are names that differ in few letters (up to a third of the longer one, a swap of neighbours counting once), in case and separators, an
    /// abbreviation by initials (<c>learning_rate</c> and <c>lr</c>), names of which one has further words (<c>batch_size</c> and <c>batch</c>), and
    /// names that begin alike (<c>retry</c> and <c>retries</c>).
    /// </remarks>
    public static string? Closest(string given, IEnumerable<string> known)
    {
        string? closest = null;
        var least = double.PositiveInfinity;
        foreach (var name in known)
        {
            var distance = Distance(Words(given), Words(name));
            if (distance < least)
                (closest, least) = (name, distance);
        }
        return closest;
    }

    /// <summary>Names in quotes with commas between them and a word before the last: <c>'a', 'b' and 'c'</c>.</summary>
    public static string Listed(IEnumerable<string> names, string last = "and")
    {
        var quoted = names.Select(name => $"'{name}'").ToList();
        return quoted.Count < 2 ? string.Concat(quoted) : $"{string.Join(", ", quoted.SkipLast(1))} {last} {quoted[^1]}";
    }

    /// <summary>How unlike two names are: the edits between them, 1 for a name within the other, infinity where they are not alike at all.</summary>
    private static double Distance(string[] given, string[] known)
    {
        var (a, b) = (string.Concat(given), string.Concat(known));
        if (a.Length is 0 or > LongestName || b.Length is 0 or > LongestName)
            return double.PositiveInfinity;
        var edits = Edits(a, b);
        if (edits <= Math.Max(a.Length, b.Length) / 3)
            return edits;
        if (a == Initials(known) || b == Initials(given) || Contains(given, known) || Contains(known, given))
            return Math.Min(edits, 1 + Math.Abs(given.Length - known.Length));
        var isAlike = BeginAlike(a, b) || known.Any(word => word.Length > 3 && Edits(a, word) <= word.Length / 3);
        return isAlike ? edits : double.PositiveInfinity;
    }

    private static bool BeginAlike(string a, string b)
    {
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared >= 4 && 3 * shared >= 2 * Math.Min(a.Length, b.Length);
    }

    private static bool Contains(string[] words, string[] part) => part.All(words.Contains);

    private static string Initials(string[] words) => words.Length < 2 ? "" : string.Concat(words.Select(word => word[0]));

    private static string[] Words(string name)
    {
        var spaced = string.Concat(name.Select((letter, i) =>
            i > 0 && char.IsUpper(letter) && char.IsLower(name[i - 1]) ? $" {letter}" : letter.ToString()));
        return spaced.ToLowerInvariant().Split([' ', '_', '-', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
