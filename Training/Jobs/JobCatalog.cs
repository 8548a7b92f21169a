using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs.Blur;
using ActorTraining.Training.Jobs.Classifier;
using ActorTraining.Training.Jobs.ConvolutionRecovery;
using ActorTraining.Training.Jobs.External;
using ActorTraining.Training.Jobs.Filters;
using ActorTraining.Training.Jobs.GradientCheck;
using ActorTraining.Training.Jobs.LeastSquares;
using ActorTraining.Training.Jobs.ReferenceCheck;
using ActorTraining.Training.Jobs.ScalarGraph;
using ActorTraining.Training.Jobs.Sleep;
using ActorTraining.Training.Jobs.ToyNetwork;

namespace ActorTraining.Training.Jobs;

/// <summary>The jobs that this build can run, by name.</summary>
public sealed class JobCatalog
{
    private readonly Dictionary<string, JobDescription> _jobs;

    /// <summary>Creates a catalogue.</summary>
    /// <exception cref="ArgumentException">Two jobs share a name.</exception>
    public JobCatalog(IEnumerable<JobDescription> jobs) =>
        _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);

    /// <summary>The jobs of this build, with the data sets of this process. A new job is a folder of its own and a line in <see cref="Of"/>.</summary>
    public static JobCatalog Default { get; } = Of(DatasetLibrary.Default);

    /// <summary>All jobs, ordered by name.</summary>
    public IReadOnlyList<JobDescription> Jobs => [.. _jobs.Values.OrderBy(job => job.Name, StringComparer.Ordinal)];

    /// <summary>The jobs of this build.</summary>
    /// <param name="library">Where they take their data sets from.</param>
    public static JobCatalog Of(DatasetLibrary library) => new(
    [
        BlurJob.Describe(library),
        ClassifierJob.Describe(library),
        ConvolutionRecoveryJob.Describe(library),
        ExternalJob.Description,
        FiltersJob.Description,
        GradientCheckJob.Description,
        LeastSquaresJob.Describe(library),
        ReferenceCheckJob.Description,
        ScalarGraphJob.Description,
        SleepJob.Description,
        ToyNetworkJob.Description,
    ]);

    /// <summary>The job of this name; null when there is none.</summary>
    public JobDescription? Find(string name) => _jobs.GetValueOrDefault(name);
}
