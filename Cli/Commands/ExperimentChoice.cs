using ActorTraining.Cli.Runs;
using ActorTraining.Experiments;

namespace ActorTraining.Cli.Commands;

/// <summary>Finds the experiment that a user means.</summary>
internal static class ExperimentChoice
{
    /// <summary>The word for the newest experiment.</summary>
    public const string Latest = "latest";

    private const int MostNamed = 8;

    /// <summary>The experiment with this identifier, or the only one whose identifier begins so, or the newest one.</summary>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    public static async Task<ExperimentInfo> FindAsync(IExperiments experiments, string words, CancellationToken cancel)
    {
        if (words == Latest)
            return (await experiments.ListAsync(new ExperimentQuery { Limit = 1 }, cancel)).Items is [var newest, ..]
                ? newest
                : throw new CommandException(ExitCode.Usage, "there are no experiments yet");
        List<ExperimentInfo> candidates = await ExperimentPages.AllAsync(experiments, new ExperimentQuery(), cancel)
            .Where(experiment => experiment.Id.StartsWith(words, StringComparison.Ordinal)).ToListAsync(cancel);
        if (candidates.FirstOrDefault(experiment => experiment.Id == words) is { } exact)
            return exact;
        return candidates.Count switch
        {
            0 => throw new CommandException(ExitCode.Usage, $"there is no experiment '{words}', nor one whose identifier begins so; 'actortrain list' shows all"),
            1 => candidates[0],
            _ => throw new CommandException(ExitCode.Usage, $"'{words}' may be any of {candidates.Count} experiments: "
                + string.Join(", ", candidates.Take(MostNamed).Select(experiment => experiment.Id)) + (candidates.Count > MostNamed ? ", …" : "")),
        };
    }
}
