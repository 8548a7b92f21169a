using System.Globalization;

namespace ActorTraining.Training.Data;

/// <summary>The GroceryStoreDataset (M. Klasson, C. Zhang, H. Kjellström, 2019): fruit, vegetables and cartons, 81 fine classes in 43 coarse ones.</summary>
/// <remarks>Its lists <c>train.txt</c>, <c>val.txt</c> and <c>test.txt</c> have <c>path, fine, coarse</c> in each line; <c>classes.csv</c> names the classes.</remarks>
public sealed record GroceryStore : FileDataset
{
    private const string ClassList = "classes.csv";

    /// <summary>Whether the 81 fine classes are to be told apart; else the 43 coarse ones.</summary>
    public bool Fine { get; init; }

    /// <inheritdoc/>
    public override string Name => "grocery";

    /// <inheritdoc/>
    internal override ImagePlan Plan(string folder)
    {
        GroceryClasses classes = GroceryClasses.Read(Path.Combine(folder, ClassList));
        return new ImagePlan(Name, Fine ? classes.Fine : classes.Coarse, Sources(folder, "train.txt", classes))
        {
            Validation = File.Exists(Path.Combine(folder, "val.txt")) ? Sources(folder, "val.txt", classes) : null,
            Test = Sources(folder, "test.txt", classes),
        };
    }

    /// <inheritdoc/>
    internal override string Missing(string folder) =>
        $"{base.Missing(folder)}; get the data set with 'git clone https://github.com/marcusklasson/GroceryStoreDataset' and give the path of its folder 'dataset'";

    private List<ImageSource> Sources(string folder, string file, GroceryClasses classes)
    {
        ListLines list = ListLines.Read(Path.Combine(folder, file));
        var sources = new List<ImageSource>(list.Lines.Count);
        foreach ((int number, string[] values) in list.Lines)
        {
            if (values.Length != 3 || Number(values[1]) is not { } fine || Number(values[2]) is not { } coarse)
            {
                throw list.Fault(number, "is not 'path, fine class, coarse class' with numbers for the classes");
            }

            if (fine >= classes.Fine.Count)
            {
                throw list.Fault(number, $"the fine class {fine} is not in {ClassList}, which has 0 to {classes.Fine.Count - 1}");
            }

            if (classes.CoarseOf[fine] != coarse)
            {
                throw list.Fault(number, $"the coarse class is {coarse}, but {ClassList} puts the fine class {fine} into {classes.CoarseOf[fine]}");
            }

            sources.Add(new ImageSource(list.At(number, () => SafePath.Resolve(folder, values[0])), values[0], Fine ? fine : coarse));
        }

        return sources;
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
