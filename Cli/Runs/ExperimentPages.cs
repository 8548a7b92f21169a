using System.Runtime.CompilerServices;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Runs;

/// <summary>Reads lists that come in pages to their end.</summary>
internal static class ExperimentPages
{
    private const int PageSize = 1000;

    /// <summary>All experiments that a query finds, newest first.</summary>
    public static async IAsyncEnumerable<ExperimentInfo> AllAsync(
        IExperiments experiments, ExperimentQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        int offset = 0;
        Page<ExperimentInfo> page;
        do
        {
            page = await experiments.ListAsync(query with { Offset = offset, Limit = PageSize }, cancel);
            foreach (ExperimentInfo experiment in page.Items)
                yield return experiment;
            offset += page.Items.Count;
        }
        while (page.Items.Count > 0 && offset < page.Total);
    }

    /// <summary>The trial of this number; null while there is none.</summary>
    public static async Task<TrialInfo?> TrialAsync(IExperiments experiments, string experiment, int number, CancellationToken cancel)
    {
        // Trials are numbered without gaps.
        Page<TrialInfo> page = await experiments.TrialsAsync(experiment, new TrialQuery { Offset = number - 1, Limit = 1 }, cancel);
        return page.Items is [var trial] && trial.Number == number ? trial : null;
    }

    /// <summary>The events of an experiment that were stored when <paramref name="experiment"/> was read.</summary>
    public static async IAsyncEnumerable<ExperimentEvent> StoredEventsAsync(
        IExperiments experiments, ExperimentInfo experiment, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (experiment.LastEvent == 0)
            yield break;
        await foreach (ExperimentEvent happened in experiments.WatchAsync(experiment.Id, 0, cancel))
        {
            yield return happened;
            if (happened.Sequence >= experiment.LastEvent)
                yield break;
        }
    }

    /// <summary>All trials of an experiment that a query finds.</summary>
    public static async IAsyncEnumerable<TrialInfo> AllTrialsAsync(
        IExperiments experiments, string experiment, TrialQuery query, [EnumeratorCancellation] CancellationToken cancel)
    {
        int offset = 0;
        Page<TrialInfo> page;
        do
        {
            page = await experiments.TrialsAsync(experiment, query with { Offset = offset, Limit = PageSize }, cancel);
            foreach (TrialInfo trial in page.Items)
                yield return trial;
            offset += page.Items.Count;
        }
        while (page.Items.Count > 0 && offset < page.Total);
    }
}
