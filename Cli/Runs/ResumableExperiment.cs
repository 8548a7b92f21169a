using ActorTraining.Experiments;
using ActorTraining.Experiments.Specs;

namespace ActorTraining.Cli.Runs;

/// <summary>Finds the experiment that <c>--resume</c> goes on with.</summary>
internal static class ResumableExperiment
{
    private const int MostNamed = 5;

    /// <summary>The newest unfinished experiment of this spec; where there is none, the newest completed one.</summary>
    /// <param name="experiments">The store.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="store">How the store is called in an error.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CommandException">There is none; the message says what there is.</exception>
    public static async Task<ExperimentInfo> FindAsync(IExperiments experiments, ExperimentSpec spec, string store, CancellationToken cancel)
    {
        var namesakes = new List<ExperimentInfo>();
        ExperimentInfo? newest = null;
        await foreach (ExperimentInfo experiment in ExperimentPages.AllAsync(experiments, new ExperimentQuery { NameContains = spec.Name }, cancel))
        {
            if (experiment.Spec.Name != spec.Name)
                continue;
            namesakes.Add(experiment);
            if (!SpecIdentity.Same(experiment.Spec, spec))
                continue;
            newest ??= experiment;
            if (experiment.State is ExperimentState.Running or ExperimentState.Paused)
                return experiment;
        }
        if (newest is { State: ExperimentState.Completed })
            return newest;
        throw new CommandException(ExitCode.Usage, newest is not null
            ? $"nothing to resume: the newest experiment of this spec, {newest.Id}, was ended for good ({TrialText.State(newest.State)}); run the spec without --resume to start a new one"
            : await NothingAsync(experiments, spec, namesakes, store, cancel));
    }

    private static async Task<string> NothingAsync(
        IExperiments experiments, ExperimentSpec spec, List<ExperimentInfo> namesakes, string store, CancellationToken cancel)
    {
        if (namesakes.Count > 0)
            return $"nothing to resume: no experiment in {store} has this spec; of the same name '{spec.Name}', but with another content: {Named(namesakes, namesakes.Count)}";
        Page<ExperimentInfo> all = await experiments.ListAsync(new ExperimentQuery { Limit = MostNamed }, cancel);
        return all.Total == 0
            ? $"nothing to resume: {store} has no experiments"
            : $"nothing to resume: no experiment in {store} is called '{spec.Name}'; there is {Named(all.Items, all.Total)}";
    }

    private static string Named(IEnumerable<ExperimentInfo> some, int total) =>
        string.Join(", ", some.Take(MostNamed).Select(experiment => $"{experiment.Id} ({TrialText.State(experiment.State)})"))
        + (total > MostNamed ? $" and {total - MostNamed} more" : "");
}
