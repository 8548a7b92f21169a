using System.Globalization;

namespace ActorTraining.WebUI.Components.Trials;

/// <summary>How often samples of each class were taken for each class, as jobs store it in <c>confusion.csv</c>.</summary>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Counts">A row per actual class, a column per predicted one.</param>
public sealed record ConfusionTable(IReadOnlyList<string> Classes, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>What jobs call the file.</summary>
    public const string FileName = "confusion.csv";

    /// <summary>The classes that have samples, the one that is told right most often first.</summary>
    public IReadOnlyList<ClassAccuracy> BestFirst =>
        [.. Enumerable.Range(0, Classes.Count).Where(actual => CountOf(actual) > 0).Select(Accuracy).OrderByDescending(one => one.Share).ThenBy(one => one.Index)];

    /// <summary>The number of samples of a class.</summary>
    public int CountOf(int actual) => Counts[actual].Sum();

    /// <summary>Reads the file; null where it is not such a table.</summary>
    /// <param name="text">CSV (RFC 4180): the names of the predicted classes in the first row, of the actual ones in the first column.</param>
    public static ConfusionTable? Parse(string text)
    {
        var rows = Rows(text);
        if (rows.Count < 2 || rows.Any(row => row.Count != rows.Count))
        {
            return null;
        }

        var counts = new List<IReadOnlyList<int>>();
        foreach (var row in rows.Skip(1))
        {
            var numbers = row.Skip(1).Select(cell => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1).ToList();
            if (numbers.Contains(-1))
            {
                return null;
            }

            counts.Add(numbers);
        }

        return new([.. rows[0].Skip(1)], counts);
    }

    private ClassAccuracy Accuracy(int actual)
    {
        var wrong = Enumerable.Range(0, Classes.Count).Where(predicted => predicted != actual && Counts[actual][predicted] > 0).OrderByDescending(predicted => Counts[actual][predicted]).ToList();
        return new(actual, Classes[actual], CountOf(actual), Counts[actual][actual], wrong is [var most, ..] ? (Classes[most], Counts[actual][most]) : null);
    }

    private static List<List<string>> Rows(string text)
    {
        List<List<string>> rows = [[]];
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                // Two of them within quotes are one of the text.
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append(text[i++]);
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (quoted || c is not (',' or '\r' or '\n'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                rows[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    rows.Add([]);
                }
            }
        }

        if (cell.Length > 0 || rows[^1].Count > 0)
        {
            rows[^1].Add(cell.ToString());
        }

        return [.. rows.Where(row => row.Count > 0)];
    }
}
