using ActorTraining.Experiments;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;

namespace ActorTraining.Cli.Data;

/// <summary>Tells which data sets of pictures the trials of a spec will ask for, so that they can be decoded while the user watches, before the first trial starts.</summary>
/// <remarks>What this does not find is decoded by the trial that needs it.</remarks>
internal static class PicturesOfSpec
{
    private const string Parameter = "dataset";

    /// <summary>The most trials that are looked at: a search that varies the data set has met every one of a few by then.</summary>
    private const int MostTrials = 32;

    /// <summary>The data sets of picture files, each once.</summary>
    /// <param name="spec">The spec; the parameter may have search expressions in it.</param>
    /// <param name="jobs">The catalogue with its job.</param>
    public static IReadOnlyList<FileDataset> Find(ExperimentSpec spec, JobCatalog jobs)
    {
        if (jobs.Find(spec.Job) is not { } job || job.Parameters.Find(Parameter) is not UnionSchema)
            return [];
        try
        {
            ISearchAlgorithm search = SearchAlgorithms.Create(spec, jobs);
            return
            [
                .. Enumerable.Range(1, Math.Min(search.Planned ?? MostTrials, MostTrials))
                    .Select(search.Propose)
                    .TakeWhile(proposal => proposal is not null)
                    .Select(proposal => DatasetSchema.Read(new ParameterReader(job.Parameters, proposal!.Parameters).Object(Parameter)))
                    .OfType<FileDataset>()
                    .Distinct(),
            ];
        }
        catch (Exception error) when (error is SearchException or InvalidSpecException or InvalidParametersException)
        {
            return []; // whoever runs the spec says what is wrong with it
        }
    }
}
