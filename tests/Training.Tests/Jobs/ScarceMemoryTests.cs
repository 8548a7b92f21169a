using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>What a classifier does on a device whose memory does not hold its batch.</summary>
public sealed class ScarceMemoryTests
{
    private readonly ScarceBackend _backend = new(most: 20);

    [Fact]
    public void It_fails_with_the_reason()
    {
        var error = Assert.Throws<TrialException>(() => Run(leastBatch: null));

        Assert.Equal("no more than 20.", error.Message);
        Assert.Equal([48], _backend.Batches);
    }

    [Fact]
    public void Where_the_spec_allows_it_it_takes_a_smaller_batch_and_says_so()
    {
        RecordingTrial trial = Run(leastBatch: 10);

        Assert.Equal([48, 24, 12], _backend.Batches);
        Assert.Equal([1, 2], trial.Reports.Select(report => report.Step));
        Assert.Equal(
            ["no more than 20. Trying again with batches of 24 images in place of 48.", "no more than 20. Trying again with batches of 12 images in place of 24."],
            trial.Lines.Where(line => line.Contains("Trying again", StringComparison.Ordinal)));
    }

    [Fact]
    public void Not_one_that_is_smaller_than_the_spec_allows()
    {
        Assert.Throws<TrialException>(() => Run(leastBatch: 20));

        Assert.Equal([48, 24], _backend.Batches);
    }

    [Fact]
    public void Memory_that_runs_out_on_the_way_is_no_other_matter()
    {
        RecordingTrial trial = Run(leastBatch: 24, new ExhaustedBackend(steps: 30, batch: 48));

        // What was reported with the larger batch is reported again, under the same steps.
        Assert.Equal([1, 2], trial.Reports.Select(report => report.Step).Distinct());
        Assert.Single(trial.Lines, line => line == "full. Trying again with batches of 24 images in place of 48.");
    }

    private static Dictionary<string, object> Parameters(int? leastBatch)
    {
        var parameters = new Dictionary<string, object>
        {
            ["dataset"] = "synthetic-digits",
            ["model"] = new { layers = new object[] { new { kind = "linear", units = 10 } } },
            ["optimizer"] = new { kind = "sgd", lr = 0.1 },
            ["batch"] = 48,
            ["epochs"] = 2,
            ["seed"] = 3,
        };
        if (leastBatch is { } least)
        {
            parameters["least_batch"] = least;
        }

        return parameters;
    }

    private RecordingTrial Run(int? leastBatch, IModelBackend? backend = null)
    {
        var trial = new RecordingTrial(Parameters(leastBatch)) { Backend = backend ?? _backend };
        JobCatalog.Default.Find("classifier")!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return trial;
    }

    /// <summary>A device that holds so many samples.</summary>
    private sealed class ScarceBackend(int most) : IModelBackend
    {
        public string Name => "scarce";

        public List<int> Batches { get; } = [];

        public IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random)
        {
            Batches.Add(training.MaxBatch);
            return training.MaxBatch > most ? throw new DeviceMemoryException($"no more than {most}.") : new ManagedBackend().Build(model, training, random);
        }
    }

    /// <summary>A device whose memory is full after so many steps of a batch.</summary>
    private sealed class ExhaustedBackend(int steps, int batch) : IModelBackend
    {
        public string Name => "exhausted";

        public IModel Build(ModelSpec model, TrainingSpec training, IRandomSource random) =>
            new ExhaustedModel(new ManagedBackend().Build(model, training, random), training.MaxBatch == batch ? steps : int.MaxValue);
    }
}
