using System.Globalization;
using System.Text;
using ActorTraining.Experiments.Plots;

namespace ActorTraining.Bench.Searches;

/// <summary>How a comparison is shown: a table in Markdown, and a picture.</summary>
internal static class ComparisonSheet
{
    // What a picture shows: more lines than these are a tangle.
    private static readonly string[] Drawn = ["tpe", "cmaes", "gp", "nsga2", "Optuna random", "Optuna tpe", "Optuna tpe-multivariate", "Optuna cmaes", "Optuna nsga2"];

    // An algorithm has its colour in every picture; Optuna's of the same name has it too, and dashes.
    private static readonly string[] Looks = ["tpe", "cmaes", "gp", "nsga2", "random", "tpe-multivariate"];

    private const string Peer = "Optuna ";

    /// <summary>Prints the medians at a quarter, half and all of the trials.</summary>
    public static void Show(string name, string what, IReadOnlyList<Contender> contenders, int trials)
    {
        Console.WriteLine($"\n{name}: {what}, median of {contenders[0].Curves.Count} seeds (of Optuna {contenders[^1].Curves.Count}) with its 95% interval\n\n| | {trials / 4} trials | {trials / 2} trials | {trials} trials | ms/trial |\n| --- | --- | --- | --- | --- |");
        foreach (var contender in contenders)
        {
            var line = new StringBuilder($"| {contender.Name} |");
            foreach (var trial in new[] { trials / 4, trials / 2, trials })
            {
                var band = contender.Bands[trial - 1];
                line.Append(CultureInfo.InvariantCulture, $" {band.Median:G4} ({band.Low:G4} to {band.High:G4}) |");
            }
            Console.WriteLine(line.Append(CultureInfo.InvariantCulture, $" {contender.MillisecondsPerTrial:G2} |"));
        }
    }

    /// <summary>Draws the medians over the trials with their bands.</summary>
    public static void Draw(string name, DirectoryInfo pictures, IReadOnlyList<Contender> contenders, string what, string label, AxisScale scale, Func<double, double> place)
    {
        var chart = new LineChart
        {
            Title = $"{name}: {what}, median of {contenders[0].Curves.Count} seeds (of Optuna {contenders[^1].Curves.Count}) with its 95% interval",
            X = new Axis { Label = "trials" },
            Y = new Axis { Label = label, Scale = scale },
            Series =
            [
                .. contenders.Where(contender => Drawn.Contains(contender.Name)).Select(contender => new LineSeries(
                    contender.Name,
                    [.. Enumerable.Range(1, contender.Bands.Count).Select(trial => (double)trial)],
                    [.. contender.Bands.Select(band => place(band.Median))])
                {
                    Band = [.. contender.Bands.Select(band => (place(band.Low), place(band.High)))],
                    Look = Array.IndexOf(Looks, contender.Name.Replace(Peer, "", StringComparison.Ordinal)),
                    Dashed = contender.Name.StartsWith(Peer, StringComparison.Ordinal),
                }),
            ],
        };
        File.WriteAllText(Path.Combine(pictures.FullName, $"{name}.svg"), chart.ToSvg());
    }
}
