using Spectre.Console;

namespace ActorTraining.Cli.Output;

/// <summary>A table of single lines. On a terminal it keeps to the width by cutting and leaving out what matters least; in a pipe every row is a whole line, plain and without padding at its end.</summary>
internal sealed class TextTable(IReadOnlyList<TextColumn> columns)
{
    private const string Gap = "  ";
    private readonly List<(string[] Cells, TextTone Tone)> _rows = [([.. columns.Select(column => PlainText.Of(column.Name))], TextTone.Heading)];

    /// <summary>Adds a row.</summary>
    /// <param name="tone">How it looks.</param>
    /// <param name="cells">As many as there are columns; control characters are taken out.</param>
    public void Add(TextTone tone, params IEnumerable<string> cells) => _rows.Add(([.. cells.Select(PlainText.Of)], tone));

    /// <summary>Writes the table to the context's output.</summary>
    public void Write(CommandContext context)
    {
        if (context.Terminal?.Invoke() is not { } size)
        {
            foreach ((string line, _) in Lines(null))
                context.Out.WriteLine(line);
            return;
        }
        IAnsiConsole console = SpectreConsole.Create(context);
        foreach ((string line, TextTone tone) in Lines(size.Width))
            console.Write(new Paragraph(line + "\n", StyleOf(tone)));
    }

    /// <summary>The lines, the headings first.</summary>
    /// <param name="width">The characters that a line may have; null for any number.</param>
    public IEnumerable<(string Line, TextTone Tone)> Lines(int? width)
    {
        (int[] shown, int[] widths) = Layout(width ?? int.MaxValue);
        foreach ((string[] cells, TextTone tone) in _rows)
            yield return (string.Join(Gap, shown.Select(i => Cell(cells[i], widths[i], columns[i].Right))).TrimEnd(), tone);
    }

    private static string Cell(string text, int width, bool right) =>
        right ? PlainText.Cut(text, width).PadLeft(width) : PlainText.Cut(text, width).PadRight(width);

    private (int[] Shown, int[] Widths) Layout(int room)
    {
        int[] widths = [.. columns.Select((_, i) => _rows.Max(row => row.Cells[i].Length))];
        List<int> shown = [.. Enumerable.Range(0, columns.Count)];
        while (true)
        {
            long excess = shown.Sum(i => (long)widths[i]) + Gap.Length * (shown.Count - 1) - room;
            long spare = shown.Sum(i => (long)Spare(i, widths[i]));
            if (excess <= spare || shown.All(i => columns[i].Rank == 0))
            {
                Cut(shown, widths, excess);
                return ([.. shown], widths);
            }
            int rank = shown.Max(i => columns[i].Rank);
            shown.RemoveAt(shown.FindLastIndex(i => columns[i].Rank == rank));
        }
    }

    private int Spare(int column, int width) => columns[column].Least is { } least ? Math.Max(0, width - least) : 0;

    private void Cut(List<int> shown, int[] widths, long excess)
    {
        // One character at a time from whichever can spare most, so that the longest texts give way first.
        for (; excess > 0; excess--)
        {
            int widest = shown.MaxBy(i => Spare(i, widths[i]));
            if (Spare(widest, widths[widest]) == 0)
                return;
            widths[widest]--;
        }
    }

    private static Style StyleOf(TextTone tone) => tone switch
    {
        TextTone.Heading => new Style(Color.Grey),
        TextTone.Best => new Style(Color.Green, decoration: Decoration.Bold),
        TextTone.Bad => new Style(Color.Red),
        _ => Style.Plain,
    };
}
