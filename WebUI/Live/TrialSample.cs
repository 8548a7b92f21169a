using System.Globalization;
using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Live;

/// <summary>The begun trials of an experiment or, where there are too many for a picture, some that are spread evenly over all.</summary>
/// <param name="Trials">The trials, by number.</param>
/// <param name="IsWhole">Whether they are all.</param>
public sealed record TrialSample(IReadOnlyList<TrialInfo> Trials, bool IsWhole)
{
    /// <summary>The most trials of a sample.</summary>
    public const int Most = 1000;

    // So many neighbours are read at once: a store finds their place by number, and reads on from there.
    private const int Neighbours = 20;

    /// <summary>Reads them.</summary>
    public static async Task<TrialSample> ReadAsync(IExperiments experiments, ExperimentInfo experiment, CancellationToken cancel)
    {
        var begun = experiment.Counts.Where(pair => pair.Key != TrialState.Waiting).Sum(pair => pair.Value);
        if (begun <= Most)
        {
            return new((await experiments.TrialsAsync(experiment.Id, new TrialQuery { Limit = Most }, cancel)).Items, true);
        }

        var trials = new List<TrialInfo>();
        const int groups = Most / Neighbours;
        for (var group = 0; group < groups; group++)
        {
            var first = 1 + (int)((long)group * (begun - Neighbours) / (groups - 1));
            var filters = new[]
            {
                new TrialFilter(TrialField.Number, ComparisonOperator.GreaterOrEqual, first.ToString(CultureInfo.InvariantCulture)),
                new TrialFilter(TrialField.Number, ComparisonOperator.Less, (first + Neighbours).ToString(CultureInfo.InvariantCulture)),
            };
            trials.AddRange((await experiments.TrialsAsync(experiment.Id, new TrialQuery { Filters = filters, Limit = Neighbours }, cancel)).Items);
        }

        return new(trials, false);
    }
}
