using System.Globalization;

namespace ActorTraining.Training.Data;

/// <summary>Pictures that lists name, a line for each: <c>path,class</c>. Paths begin in the folder of the data set; the first line may be a heading.</summary>
public sealed record ImageList : FileDataset
{
    private static readonly string[] Headings = ["path", "file", "filename", "image"];

    /// <summary>The list of the pictures to learn from, within the folder.</summary>
    public required string TrainList { get; init; }

    /// <summary>The list of those to choose by; null where there is none.</summary>
    public string? ValidationList { get; init; }

    /// <summary>The list of those to be judged by; null where there is none.</summary>
    public string? TestList { get; init; }

    /// <summary>The list of the classes, a name in each line in the order of their numbers; null where they are those of the train list, in the order of the alphabet.</summary>
    public string? ClassList { get; init; }

    /// <inheritdoc/>
    internal override ImagePlan Plan(string folder)
    {
        ListLines train = Open(folder, TrainList);
        string[] classes = ClassList is null ? ClassesOf(train) : ReadClasses(Open(folder, ClassList));
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < classes.Length; i++)
        {
            labels[classes[i]] = i;
        }

        return new ImagePlan(Name, classes, Sources(folder, train, labels))
        {
            Validation = ValidationList is null ? null : Sources(folder, Open(folder, ValidationList), labels),
            Test = TestList is null ? null : Sources(folder, Open(folder, TestList), labels),
        };
    }

    private static ListLines Open(string folder, string list) => ListLines.Read(SafePath.Resolve(folder, list));

    private static string[] ReadClasses(ListLines list)
    {
        var classes = new List<string>();
        foreach ((int number, string[] values) in list.Lines)
        {
            if (classes.Contains(values[0]))
            {
                throw list.Fault(number, $"the class '{values[0]}' comes twice");
            }

            classes.Add(values[0]);
        }

        return [.. classes];
    }

    /// <summary>Numbers sort as numbers, so that class 10 comes after class 9.</summary>
    private static string[] ClassesOf(ListLines list)
    {
        string[] names = [.. Entries(list).Select(entry => entry.Class).Distinct(StringComparer.Ordinal)];
        return names.All(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? [.. names.OrderBy(name => int.Parse(name, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
    }

    private static List<ImageSource> Sources(string folder, ListLines list, Dictionary<string, int> labels)
    {
        var sources = new List<ImageSource>();
        foreach ((int number, string path, string name) in Entries(list))
        {
            if (!labels.TryGetValue(name, out int label)
                && !(int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out label) && label < labels.Count))
            {
                throw list.Fault(number, $"the class '{name}' is not among the {labels.Count} classes");
            }

            sources.Add(new ImageSource(list.At(number, () => SafePath.Resolve(folder, path)), path, label));
        }

        return sources;
    }

    private static IEnumerable<(int Number, string Path, string Class)> Entries(ListLines list)
    {
        foreach ((int number, string[] values) in list.Lines)
        {
            if (number == 1 && Headings.Contains(values[0].ToLowerInvariant()))
            {
                continue;
            }

            yield return values is [var path, { Length: > 0 } name]
                ? (number, path, name)
                : throw list.Fault(number, $"has {values.Length} values, not a path and a class");
        }
    }
}
