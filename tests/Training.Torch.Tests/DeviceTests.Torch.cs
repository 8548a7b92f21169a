using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests;
using ActorTraining.Training.Tests.Jobs;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>What a device does by itself: it keeps samples, it is not waited for, it runs out of memory.</summary>
public sealed class DeviceTests
{
    private static readonly object Parameters = new
    {
        dataset = "synthetic-digits",
        normalize = new { mean = 0.2, std = 0.4 },
        data = new { validation = 0.1 },
        model = new { layers = new object[] { new { kind = "linear", units = 24 }, "batch-norm-1d", "relu", new { kind = "linear", units = 10 } } },
        optimizer = new { kind = "sgd", lr = 0.1 },
        batch = 48,
        epochs = 2,
        keep = "best",
        seed = 3,
    };

    private static readonly ModelSpec Small = new([6], [new LinearSpec(4)]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 5)]
    [InlineData(1 << 30, 1)]
    [InlineData(1 << 30, 5)]
    [InlineData(1 << 30, 1_000)]
    public void Kept_or_brought_waited_for_or_not_the_results_are_the_same_to_the_last_bit(long kept, int outstanding)
    {
        RecordingTrial expected = Run(TorchDevice.Processor with { KeptBytes = 1_500_000, MostOutstanding = 2 });

        RecordingTrial trial = Run(TorchDevice.Processor with { KeptBytes = kept, MostOutstanding = outstanding });

        Assert.Equal(expected.Reports.Select(report => report.Metrics), trial.Reports.Select(report => report.Metrics));
        Assert.Equal(expected.Artifacts["weights.safetensors"], trial.Artifacts["weights.safetensors"]);
    }

    [Fact]
    public void Two_runs_are_the_same_to_the_last_bit()
    {
        Assert.NotEqual(false, Determinism.IsEnabled);
        Assert.Equal(Run(TorchDevice.Processor).Artifacts["weights.safetensors"], Run(TorchDevice.Processor).Artifacts["weights.safetensors"]);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1 << 30, 1)]
    [InlineData(1 << 30, 7)]
    [InlineData(1 << 30, 64)]
    public void A_convolution_is_recovered_as_by_the_managed_backend(long kept, int outstanding)
    {
        object parameters = new
        {
            dataset = "synthetic-digits",
            images = 30,
            filters = 3,
            size = 3,
            batch = 12,
            optimizer = new { kind = "sgd", lr = 0.05, momentum = 0.9 },
            epochs = 20,
            report_every = 6,
            seed = 5,
        };
        RecordingTrial managed = Run("convolution-recovery", new RecordingTrial(parameters));

        RecordingTrial torch = Run("convolution-recovery", new RecordingTrial(parameters) { Backend = new TorchBackend(TorchDevice.Processor with { KeptBytes = kept, MostOutstanding = outstanding }) });

        Assert.Equal([6, 12, 18, 20], torch.Reports.Select(report => report.Step));
        foreach (((_, IReadOnlyDictionary<string, double> expected), (_, IReadOnlyDictionary<string, double> found)) in managed.Reports.Zip(torch.Reports))
            Assert.All(expected, metric => Assert.Equal(metric.Value, found[metric.Key], metric.Value * 1e-4));
    }

    [Fact]
    public void A_loss_that_is_lost_is_told_with_its_step_although_nobody_waited_for_it()
    {
        object parameters = new
        {
            dataset = "synthetic-digits",
            model = new { layers = new object[] { new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "sgd", lr = 1e38 },
            batch = 10,
            seed = 3,
        };
        var managed = Assert.Throws<TrialException>(() => Run(new RecordingTrial(parameters)));

        var error = Assert.Throws<TrialException>(() => Run(new RecordingTrial(parameters) { Backend = new TorchBackend(TorchDevice.Processor with { MostOutstanding = 64 }) }));

        Assert.Matches("^loss became (NaN|infinite) at epoch 1, step [2-9]; try a smaller learning rate$", error.Message);
        Assert.Equal(managed.Message[^40..], error.Message[^40..]);
    }

    [Fact]
    public void Findings_come_in_the_order_of_their_steps()
    {
        using var model = (IDeviceModel)new TorchBackend(TorchDevice.Processor with { MostOutstanding = 8 }).Build(Small, Training(new SgdSpec(0.1)), Numbers.Source(1));
        using IModel waiting = new TorchBackend(TorchDevice.Processor).Build(Small, Training(new SgdSpec(0.1)), Numbers.Source(1));
        Assert.Equal(8, model.MostOutstanding);
        StepResult[] expected = [.. Enumerable.Range(0, 8).Select(step => waiting.TrainStep(Numbers.Draw(30, step), Numbers.Labels(5, 4, step)))];

        for (int step = 0; step < 8; step++)
            model.Enqueue(Numbers.Draw(30, step), Numbers.Labels(5, 4, step));

        Assert.Throws<InvalidOperationException>(() => model.Enqueue(Numbers.Draw(30, 8), Numbers.Labels(5, 4, 8)));
        Assert.Throws<InvalidOperationException>(() => model.TrainStep(Numbers.Draw(30, 8), Numbers.Labels(5, 4, 8)));
        Assert.Equal(expected, model.Collect());
        Assert.Empty(model.Collect());
    }

    [Fact]
    public void Samples_that_do_not_fit_are_not_kept_and_those_that_go_make_room()
    {
        Dataset digits = SyntheticDigits.Draw(100, 10, seed: 1);
        long bytes = KeptSamples.BytesOf(digits.Train);
        using var model = (IDeviceModel)new TorchBackend(TorchDevice.Processor with { KeptBytes = bytes }).Build(new ModelSpec([784], [new LinearSpec(10)]), Training(new SgdSpec(0.1)), Numbers.Source(1));

        IDeviceSamples? first = model.Keep(digits.Train, PixelScaling.Unit);
        Assert.NotNull(first);
        Assert.Equal(100, first.Count);
        Assert.Null(model.Keep(digits.Test, PixelScaling.Unit));
        first.Dispose();

        using IDeviceSamples? again = model.Keep(digits.Test, PixelScaling.Unit);
        Assert.NotNull(again);
    }

    [Fact]
    public void A_model_that_a_slot_cannot_hold_is_refused_before_anything_is_taken()
    {
        var backend = new TorchBackend(TorchDevice.Gpu(0, 1 << 20));

        var error = Assert.Throws<DeviceMemoryException>(() => backend.Build(new ModelSpec([784], [new LinearSpec(1_000)]), new TrainingSpec(new AdamSpec(), LossKind.CrossEntropy, 100), Numbers.Source(1)));

        Assert.Matches(@"^cuda:0: a step of 100 samples needs at least \S+ \(\S+ for the model\), and the slot has \S+\. Take a smaller batch, a smaller model, or fewer slots for the device\.$", error.Message);
    }

    [Fact]
    public void A_device_that_runs_out_of_memory_says_so_in_a_line()
    {
        var error = Assert.Throws<DeviceMemoryException>(() => new DeviceGuard(TorchDevice.Processor).Run(() => TorchSharp.torch.empty(1L << 46)));

        Assert.StartsWith("cpu is out of memory: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_trial_that_is_out_of_memory_fails_with_that_line_and_one_that_may_takes_a_smaller_batch()
    {
        var scarce = new ScarceBackend(most: 20);
        var error = Assert.Throws<TrialException>(() => Run(new RecordingTrial(Parameters) { Backend = scarce }));
        Assert.Equal("no more than 20", error.Message);

        JsonParameters(out object allowed, leastBatch: 10);
        RecordingTrial trial = Run(new RecordingTrial(allowed) { Backend = scarce });

        // 48, 24, 12: halves as long as it is even.
        Assert.Equal([48, 24, 12], scarce.Batches.Skip(1));
        Assert.Equal(2, trial.Reports.Count);
        Assert.Equal(
            ["no more than 20 Trying again with batches of 24 images in place of 48.", "no more than 20 Trying again with batches of 12 images in place of 24."],
            trial.Lines.Where(line => line.Contains("Trying again", StringComparison.Ordinal)));

        JsonParameters(out object strict, leastBatch: 20);
        Assert.Throws<TrialException>(() => Run(new RecordingTrial(strict) { Backend = scarce }));
    }

    private static void JsonParameters(out object parameters, int leastBatch)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(ParameterValue.Of(Parameters).GetRawText())!.AsObject();
        json["least_batch"] = leastBatch;
        parameters = json;
    }

    private static TrainingSpec Training(OptimizerSpec optimizer) => new(optimizer, LossKind.CrossEntropy, 32);

    private static RecordingTrial Run(TorchDevice device) => Run(new RecordingTrial(Parameters) { Backend = new TorchBackend(device), Due = _ => false });

    private static RecordingTrial Run(RecordingTrial trial) => Run("classifier", trial);

    private static RecordingTrial Run(string job, RecordingTrial trial)
    {
        JobCatalog.Default.Find(job)!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
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
            return training.MaxBatch > most
                ? throw new DeviceMemoryException($"no more than {most}")
                : new TorchBackend(TorchDevice.Processor).Build(model, training, random);
        }
    }
}
