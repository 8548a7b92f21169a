using System.Globalization;

namespace ActorTraining.Training.Data;

/// <summary>The classes of the GroceryStoreDataset.</summary>
/// <param name="Fine">The names of the fine classes, by number.</param>
/// <param name="Coarse">The names of the coarse classes, by number.</param>
/// <param name="CoarseOf">For each fine class the number of its coarse class.</param>
internal sealed record GroceryClasses(IReadOnlyList<string> Fine, IReadOnlyList<string> Coarse, IReadOnlyList<int> CoarseOf)
{
    /// <summary>Reads <c>classes.csv</c>: a heading, then in each line the fine class, its number, the coarse class, its number, and what is not needed here.</summary>
    /// <exception cref="InvalidDataException">A line breaks a rule; the message names it.</exception>
    public static GroceryClasses Read(string path)
    {
        ListLines list = ListLines.Read(path);
        var fine = new Dictionary<int, string>();
        var coarse = new Dictionary<int, string>();
        var coarseOf = new Dictionary<int, int>();
        foreach ((int number, string[] values) in list.Lines.Skip(1))
        {
            if (values.Length < 4 || !IsNumber(values[1], out int fineNumber) || !IsNumber(values[3], out int coarseNumber))
            {
                throw list.Fault(number, "is not 'class, number, coarse class, number, ...'");
            }

            if (!fine.TryAdd(fineNumber, values[0]))
            {
                throw list.Fault(number, $"the class {fineNumber} comes twice");
            }

            if (!coarse.TryAdd(coarseNumber, values[2]) && coarse[coarseNumber] != values[2])
            {
                throw list.Fault(number, $"the coarse class {coarseNumber} is '{values[2]}' here and '{coarse[coarseNumber]}' before");
            }

            coarseOf[fineNumber] = coarseNumber;
        }

        return new GroceryClasses(Numbered(path, fine), Numbered(path, coarse), [.. coarseOf.OrderBy(entry => entry.Key).Select(entry => entry.Value)]);
    }

    private static string[] Numbered(string path, Dictionary<int, string> names)
    {
        int missing = Enumerable.Range(0, names.Count).FirstOrDefault(number => !names.ContainsKey(number), -1);
        return missing < 0
            ? [.. names.OrderBy(entry => entry.Key).Select(entry => entry.Value)]
            : throw new InvalidDataException($"{Path.GetFileName(path)}: has {names.Count} classes, but none of number {missing}");
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
