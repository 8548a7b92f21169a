using ActorTraining.Experiments;

namespace ActorTraining.WebUI.Components.Experiments.Overview;

/// <summary>How the best value of an experiment came about: the trials that were better than all with lower numbers.</summary>
internal static class BestSoFar
{
    // Of a hundred thousand trials in random order about twelve are records. Trials in the order of their values, as in a grid, are all records; the steps of so many are not seen.
    private const int Most = 60;

    /// <summary>Reads the records from the best trial backwards, a row for each, so that the number of trials does not matter.</summary>
    /// <returns>Number and objective of the records, ascending by number.</returns>
    public static async Task<IReadOnlyList<(int Trial, double Value)>> ReadAsync(IExperiments experiments, string experiment, CancellationToken cancel)
    {
        var records = new List<(int Trial, double Value)>();
        var before = int.MaxValue;
        while (records.Count < Most && before > 1)
        {
            var query = new TrialQuery
            {
                BestFirst = true,
                Limit = 1,
                Filters = [TrialFilter.Parse($"number<{before}")],
            };
            if ((await experiments.TrialsAsync(experiment, query, cancel)).Items is not [{ Objective: { } value } best])
            {
                break;
            }

            records.Add((best.Number, value));
            before = best.Number;
        }

        records.Reverse();
        return records;
    }
}
