using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.WebUI.Text;

namespace ActorTraining.WebUI.Components.Experiments.Analysis;

/// <summary>The trials that the charts of the analysis show, the same in all of them.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Choices">What its choices are called.</param>
/// <param name="Trials">Trials that ran to their end or were pruned with a finite objective, by number.</param>
/// <param name="Total">The number of trials that have ended so, of which these were taken.</param>
/// <param name="Quantities">What tells them apart; the objective first.</param>
public sealed record TrialCloud(ExperimentInfo Experiment, ChoiceText Choices, IReadOnlyList<TrialInfo> Trials, int Total, IReadOnlyList<Quantity> Quantities)
{
    private const int MostLines = 8;

    /// <summary>The objective.</summary>
    public Quantity Objective => Quantities[0];

    /// <summary>
    /// The parameters that were varied. Those that only some trials have, below a choice of alternatives, come after the others; seeds, which only repeat, come last.
    /// When the experiment has ended those that tell more of the objective come first; before, they would change places while one looks.
    /// </summary>
    public IReadOnlyList<Quantity> Parameters { get; } =
    [
        .. Quantities.Where(one => one.IsParameter)
            .OrderBy(IsSeed)
            .ThenBy(one => Trials.Any(trial => one.Place(trial) is null))
            .ThenByDescending(one => Experiment.Ended is null ? 0 : Effects.Of(one, Trials)),
    ];

    /// <summary>The parameters that were varied, without seeds; with them where nothing else was.</summary>
    public IReadOnlyList<Quantity> Causes => Parameters.Where(one => !IsSeed(one)).ToList() is { Count: > 0 } causes ? causes : Parameters;

    /// <summary>The parameters that only some trials have, below a choice of alternatives.</summary>
    public IReadOnlyList<Quantity> Conditional => [.. Parameters.Where(one => Trials.Any(trial => one.Place(trial) is null))];

    /// <summary>The quantity of a key; null where there is none.</summary>
    public Quantity? Find(string? key) => Quantities.FirstOrDefault(one => one.Key == key);

    /// <summary>What charts tell of a trial.</summary>
    public string[] Lines(TrialInfo trial) =>
        [.. Choices.Lines(trial).Take(MostLines), $"{Objective.Title} {Format.Number(trial.Objective)}"];

    /// <summary>Trials that differ in their seed alone, as far as there are any: the objective's mean and standard deviation (divided by n - 1) for each two or more.</summary>
    public IReadOnlyList<(TrialInfo First, int Count, double Mean, double Deviation)> Repetitions()
    {
        var found = new List<(TrialInfo, int, double, double)>();
        foreach (var group in Trials.GroupBy(trial => string.Join('\n', trial.Choices.Where(choice => !IsSeedPath(choice.Key)).OrderBy(choice => choice.Key, StringComparer.Ordinal).Select(choice => $"{choice.Key} {choice.Value.GetRawText()}"))))
        {
            var values = group.Select(trial => trial.Objective!.Value).ToList();
            if (values.Count > 1)
            {
                var mean = values.Average();
                found.Add((group.First(), values.Count, mean, Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1))));
            }
        }

        return found;
    }

    private static bool IsSeed(Quantity quantity) => IsSeedPath(quantity.Key["param:".Length..]);

    private static bool IsSeedPath(string path) => path.Split('.')[^1] == "seed";
}
