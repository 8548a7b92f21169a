namespace ActorTraining.Training.Jobs;

/// <summary>The jobs that this build can run, by name.</summary>
public sealed class JobCatalog
{
    private readonly Dictionary<string, JobDescription> _jobs;

    /// <summary>Creates a catalogue.</summary>
    /// <exception cref="ArgumentException">Two jobs share a name.</exception>
    public JobCatalog(IEnumerable<JobDescription> jobs) =>
        _jobs = jobs.ToDictionary(job => job.Name, StringComparer.Ordinal);

    /// <summary>All jobs, ordered by name.</summary>
    public IReadOnlyList<JobDescription> Jobs => [.. _jobs.Values.OrderBy(job => job.Name, StringComparer.Ordinal)];

    /// <summary>The job of this name; null when there is none.</summary>
    public JobDescription? Find(string name) => _jobs.GetValueOrDefault(name);
}
