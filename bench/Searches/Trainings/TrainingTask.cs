using System.Text.Json;
using ActorTraining.Experiments.Search;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Bench.Searches.Trainings;

/// <summary>A network that searches tune: a spec, whose every parameter set has one accuracy, since the trainings share a seed.</summary>
internal sealed class TrainingTask
{
    private const string Budgeted = "parameters";

    // A network with more trained values is no proposal: the constraint of the spec, for who does not read specs.
    private const double Budget = 100_000;

    private readonly JobDescription _job;

    private TrainingTask(string name, ExperimentSpec spec)
    {
        (Name, Spec) = (name, spec);
        _job = JobCatalog.Default.Find(spec.Job)!;
    }

    /// <summary>The name of its file.</summary>
    public string Name { get; }

    /// <summary>The spec.</summary>
    public ExperimentSpec Spec { get; }

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mnist-mlp", "grocery-cnn"];

    /// <summary>Reads a task.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="grocery">The folder of the groceries' photographs.</param>
    public static TrainingTask Read(string name, DirectoryInfo? grocery)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Searches", "Trainings", $"{name}.yaml");
        SpecOverride[] overrides = name != "grocery-cnn" ? [] : grocery is null
            ? throw new BenchmarkException($"{name} needs --grocery, the folder 'dataset' of the data set")
            : [SpecOverride.Parse($"params.dataset.path={grocery.FullName}")];
        return new TrainingTask(name, SpecYaml.Read(File.ReadAllText(path), JobCatalog.Default, overrides));
    }

    /// <summary>The spec for one of our searches.</summary>
    public ExperimentSpec For(string algorithm, ulong seed) => Spec with { Search = Spec.Search with { Algorithm = algorithm }, Seed = seed };

    /// <summary>Whether a parameter set meets the constraints.</summary>
    public bool Allows(JsonElement parameters) =>
        Spec.Constraints.Count == 0 || _job.Derived.Single(derived => derived.Name == Budgeted).Of(_job.Parameters.Complete(parameters)) < Budget;

    /// <summary>Trains with a parameter set.</summary>
    /// <returns>The share of validation images that are told wrong, in [0, 1]; 1 where the training broke off.</returns>
    public double Error(JsonElement parameters)
    {
        var trial = new TrainingTrial(parameters, Spec.Objective.Metric);
        try
        {
            _job.Create().RunAsync(trial, CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (TrialException)
        {
            // Numbers that left the range of float32: what it reported before does not count either.
            return 1;
        }
        return 1 - (trial.Best ?? throw new BenchmarkException($"{Name} reports no {Spec.Objective.Metric}"));
    }

    /// <summary>Runs one of our searches, one training after the other.</summary>
    /// <returns>The error of each training.</returns>
    public double[] Search(string algorithm, ulong seed)
    {
        var search = SearchAlgorithms.Create(For(algorithm, seed), JobCatalog.Default);
        return [.. Enumerable.Range(1, Spec.Search.Trials!.Value).Select(number =>
        {
            var error = Error(search.Propose(number)!.Parameters);
            search.Observe(new TrialResult(number, [1 - error]));
            return error;
        })];
    }
}
