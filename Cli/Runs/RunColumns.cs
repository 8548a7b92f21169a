using ActorTraining.Cli.Output;

namespace ActorTraining.Cli.Runs;

/// <summary>How wide the columns of a live display are: what is fixed takes its room, choices and bar share the rest; where that is too little, metrics give way first, the objective last, then choices are cut.</summary>
/// <param name="Number">Width of the trial's number.</param>
/// <param name="Choices">Width of the chosen parameters; 0 where nothing was chosen.</param>
/// <param name="Bar">Width of the bar; 0 where there is no room.</param>
/// <param name="Step">Width of the step.</param>
/// <param name="Unit">What a step is.</param>
/// <param name="Metrics">The metrics with their widths.</param>
/// <param name="State">Width of the state.</param>
internal sealed record RunColumns(int Number, int Choices, int Bar, int Step, string Unit, IReadOnlyList<(string Name, int Width)> Metrics, int State)
{
    /// <summary>Stands between columns.</summary>
    public const string Gap = "  ";

    private const int WidestBar = 24;
    private const int NarrowestBar = 6;
    private const int EnoughForChoices = 14;
    private const int WidestChoices = 40;
    private const int UsualState = 11; // "3m 12s left": a column that kept changing its width would make the picture jump

    /// <summary>The columns for these rows.</summary>
    /// <param name="view">The experiment.</param>
    /// <param name="rows">The rows that are shown.</param>
    /// <param name="width">The width of the terminal.</param>
    public static RunColumns For(RunView view, IReadOnlyList<TrialRow> rows, int width)
    {
        string unit = rows.Select(row => row.Trial.Unit).FirstOrDefault() ?? "step";
        int number = Math.Max(2, rows.Select(row => row.Trial.Number.ToString().Length).DefaultIfEmpty(1).Max());
        int step = rows.Select(row => TrialText.Step(row.Trial).Length).Append(unit.Length).Max();
        int state = rows.Select(row => TrialText.State(row).Length).Append(UsualState).Max();
        int choices = Math.Min(WidestChoices, rows.Select(row => view.Choices.Of(row.Trial.CurrentChoices).Length).DefaultIfEmpty(0).Max());
        var metrics = ProgressMetrics.Choose(view.Experiment.Spec.Objective.Metric, rows.SelectMany(row => row.Trial.Metrics.Keys).Distinct())
            .Select(name => (Name: name, Width: Math.Max(name.Length, "0.0000".Length))).ToList();

        int Spare() => width - 1 - number - step - state - Gap.Length * 2 - metrics.Sum(metric => metric.Width + Gap.Length);
        int wanted = choices == 0 ? 0 : choices + Gap.Length;
        while (metrics.Count > 0 && Spare() < Math.Min(wanted, EnoughForChoices) + NarrowestBar + Gap.Length)
            metrics.RemoveAt(0);
        int bar = Spare() < NarrowestBar + Gap.Length ? 0 : Math.Clamp(Spare() - wanted - Gap.Length, NarrowestBar, WidestBar);
        int left = Spare() - (bar == 0 ? 0 : bar + Gap.Length) - Gap.Length;
        return new RunColumns(number, Math.Clamp(left, 0, choices), bar, step, unit, metrics, state);
    }

    /// <summary>One line of the given cells; a column without width is left out with its gap.</summary>
    public string Join(string number, string choices, string bar, string step, IEnumerable<string> metrics, string state)
    {
        List<string> cells = [number];
        if (Choices > 0)
            cells.Add(choices);
        if (Bar > 0)
            cells.Add(bar);
        return string.Join(Gap, [.. cells, step, .. metrics, state]).TrimEnd();
    }
}
