using System.Text;
using System.Text.RegularExpressions;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>Axes of quantities, as options of ECharts.</summary>
internal static partial class AnalysisAxis
{
    // The most letters in a line below a category's place.
    private const int LineLength = 13;
    private const int LineHeight = 13;
    private const int MostLabels = 6;

    private static readonly object Left = new { align = "left" };

    /// <summary>The colour of what is drawn over trials, which is told apart from theirs in either theme.</summary>
    public const string Accent = "#d9722b";

    /// <summary>The horizontal axis of a chart with two of them; its name stands below.</summary>
    public static object Horizontal(Quantity quantity) => quantity.Categories is { } categories
        ? Horizontal(quantity.Title, [.. categories.Select(Broken)])
        : new { type = TypeOf(quantity), name = quantity.Title, nameLocation = "middle", nameGap = 26, scale = true, axisLabel = new { formatter = "fn:short", hideOverlap = true } };

    /// <summary>The name of a category in lines, broken where its parts meet, at most three; <c>flip+crop+</c>, <c>jitter</c>.</summary>
    public static string Broken(string name)
    {
        var (text, length) = (new StringBuilder(), 0);
        foreach (var part in Parts().Split(name))
        {
            if (length > 0 && length + part.Length > LineLength)
            {
                text.Append('\n');
                length = 0;
            }

            text.Append(part);
            length += part.Length;
        }

        return string.Join('\n', text.ToString().Split('\n').Take(3).Select(line => line.Length <= LineLength + 3 ? line : line[..(LineLength + 2)] + "…"));
    }

    private static object Horizontal(string title, string[] categories) => new
    {
        type = "category",
        name = title,
        nameLocation = "middle",
        nameGap = LineHeight * (1 + categories.Max(name => name.Count(letter => letter == '\n') + 1)),
        data = categories,
        axisLabel = new { interval = categories.Length <= MostLabels ? (object)0 : "auto", lineHeight = LineHeight, hideOverlap = categories.Length > MostLabels },
    };

    /// <summary>The vertical axis; its name stands above, where it needs no room beside the numbers, however wide these are.</summary>
    public static object Vertical(Quantity quantity) => quantity.Categories is { } categories
        ? new { type = "category", name = quantity.Title, nameLocation = "end", nameGap = 10, nameTextStyle = Left, data = categories, axisLabel = new { width = 110, overflow = "truncate" } }
        : new { type = TypeOf(quantity), name = quantity.Title, nameLocation = "end", nameGap = 10, nameTextStyle = Left, scale = true, axisLabel = new { formatter = "fn:number" } };

    /// <summary>The scale of colours of the objective.</summary>
    /// <param name="cloud">The trials.</param>
    /// <param name="dimension">Where the objective is among a mark's values.</param>
    public static object Color(TrialCloud cloud, int dimension)
    {
        var values = cloud.Trials.Select(trial => trial.Objective!.Value).DefaultIfEmpty(0).ToList();
        var (low, high) = (values.Min(), values.Max());
        return new
        {
            type = "continuous",
            min = low,
            max = high > low ? high : low + 1,
            dimension,
            calculable = false,
            orient = "vertical",
            right = 0,
            top = "middle",
            itemHeight = 120,
            itemWidth = 10,
            formatter = "fn:number",
            text = new[] { WebUI.Text.Format.Number(high), WebUI.Text.Format.Number(low) },
        };
    }

    // Behind what joins the parts of a name.
    [GeneratedRegex(@"(?<=[-+ ,·])", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    private static string TypeOf(Quantity quantity) => quantity.IsLog ? "log" : "value";
}
