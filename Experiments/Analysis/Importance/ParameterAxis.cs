using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments.Search.Naming;

namespace ActorTraining.Experiments.Analysis.Importance;

/// <summary>A varied parameter as an axis of the unit cube: numbers by their place between the least and the greatest value tried, everything else as categories.</summary>
public sealed class ParameterAxis
{
    /// <summary>From this ratio of the greatest to the least positive value on, numbers may be placed by their logarithm.</summary>
    public const double LogRatio = 30;

    // Up to so many different numbers are places of their own; of more, places between them stand for the axis.
    private const int FewValues = 16;

    private readonly Dictionary<string, int> _categories;

    private readonly ChoiceNames? _names;

    private ParameterAxis(string path, IReadOnlyList<double> values, bool isLog, IReadOnlyList<string> categories, ChoiceNames? names = null)
    {
        (Path, IsLog, Categories, _names) = (path, isLog, categories, names);
        if (values.Count > 0)
        {
            (Least, Greatest, IsWhole) = (values[0], values[^1], values.All(value => value == Math.Truncate(value)));
            Values = values.Count <= FewValues ? values : [];
        }

        _categories = categories.Select((text, index) => (text, index)).ToDictionary(pair => pair.text, pair => pair.index);
    }

    /// <summary>The parameter's path under <c>params</c>.</summary>
    public string Path { get; }

    /// <summary>The least and the greatest number tried; 0 for categories.</summary>
    public double Least { get; }

    /// <inheritdoc cref="Least"/>
    public double Greatest { get; }

    /// <summary>Whether numbers are placed by their logarithm.</summary>
    public bool IsLog { get; }

    /// <summary>Whether all numbers tried are whole ones.</summary>
    public bool IsWhole { get; }

    /// <summary>The numbers tried, ascending, each once, where these are 16 at most; empty otherwise, and for categories.</summary>
    public IReadOnlyList<double> Values { get; } = [];

    /// <summary>The values of a parameter that is no number, as text; empty for a number.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Whether the parameter is no number.</summary>
    public bool IsCategorical => Categories.Count > 0;

    /// <summary>Makes the axis of the values tried; null where there is but one.</summary>
    /// <param name="path">The parameter's path.</param>
    /// <param name="values">The values tried.</param>
    /// <param name="names">What objects and lists are called; null for JSON.</param>
    internal static ParameterAxis? Of(string path, IReadOnlyList<JsonElement> values, ChoiceNames? names = null)
    {
        if (values.All(value => value.ValueKind == JsonValueKind.Number))
        {
            var numbers = values.Select(value => value.GetDouble()).ToList();
            List<double> different = [.. numbers.Distinct().Order()];
            return different.Count < 2 ? null : new ParameterAxis(path, different, IsSpreadByMagnitude(numbers), []);
        }

        var texts = values.Select(value => Text(path, value, names)).Distinct().Order(StringComparer.Ordinal).ToList();
        return texts.Count < 2 ? null : new ParameterAxis(path, [], false, texts, names);
    }

    /// <summary>Where a value is: in [0, 1] for a number, the index of a category otherwise.</summary>
    internal double Place(JsonElement value) => IsCategorical ? _categories[Text(Path, value, _names)] : Place(value.GetDouble());

    /// <summary>Where a number is, in [0, 1].</summary>
    internal double Place(double value) => (Scale(value) - Scale(Least)) / (Scale(Greatest) - Scale(Least));

    /// <summary>The number at a place in [0, 1]; a whole one where all tried are, one of <see cref="Values"/> where there are these.</summary>
    internal double ValueAt(double place)
    {
        if (Values.Count > 0)
        {
            return Values.MinBy(value => Math.Abs(Place(value) - place));
        }

        var scaled = Scale(Least) + (place * (Scale(Greatest) - Scale(Least)));
        var value = IsLog ? Math.Exp(scaled) : scaled;
        return IsWhole ? Math.Round(value) : value;
    }

    /// <summary>Whether numbers are spread by their magnitude: the middle one is nearer to the middle of the logarithms than to that of the numbers themselves.</summary>
    /// <param name="numbers">At least one, none of them NaN.</param>
    public static bool IsSpreadByMagnitude(IReadOnlyCollection<double> numbers)
    {
        var (least, greatest) = (numbers.Min(), numbers.Max());
        if (least <= 0 || greatest / least < LogRatio)
        {
            return false;
        }

        var median = numbers.Order().ElementAt(numbers.Count / 2);
        return Math.Abs((Math.Log(median / least) / Math.Log(greatest / least)) - 0.5) < Math.Abs(((median - least) / (greatest - least)) - 0.5);
    }

    private double Scale(double value) => IsLog ? Math.Log(value) : value;

    private static string Text(string path, JsonElement value, ChoiceNames? names) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        JsonValueKind.Object or JsonValueKind.Array when names is not null => names.ValueOf(path, value),
        _ => value.GetRawText(),
    };
}
