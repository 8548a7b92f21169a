using System.Text;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Parameters;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests.Data;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Jobs;

public sealed class ClassifierJobTests : IDisposable
{
    private static readonly object Sgd = new { kind = "sgd", lr = 0.1 };
    private static readonly object Momentum = new { kind = "sgd", lr = 0.05, momentum = 0.9, weight_decay = 1e-4 };
    private static readonly object Adam = new { kind = "adam", lr = 1e-3, weight_decay = 1e-5 };

    private static readonly string[] MetricNames = ["train.loss", "train.accuracy", "test.loss", "test.accuracy"];

    private readonly TemporaryFolder _folder = new();
    private readonly JobCatalog _jobs;

    public ClassifierJobTests()
    {
        Dataset digits = SyntheticDigits.Draw(500, 200, seed: 1) with { Name = "digits" };
        var description = new DatasetDescription("digits", "For tests", [], [], _ => digits);
        _jobs = JobCatalog.Of(new DatasetLibrary(new DatasetCatalog([description, SyntheticDigits.Description]), _folder.Path));
    }

    public static TheoryData<string> Optimizers => ["sgd", "momentum", "adam"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Learns_to_tell_digits_apart()
    {
        var trial = new RecordingTrial(new
        {
            dataset = "synthetic-digits",
            model = new { layers = new object[] { new { kind = "linear", units = 64 }, "relu", new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "adam" },
            epochs = 6,
        });

        Run(trial);

        Assert.Equal((6, "epoch"), trial.Planned);
        Assert.Equal([1L, 2, 3, 4, 5, 6], trial.Reports.Select(report => report.Step));
        Assert.Equal(["parameters", .. MetricNames.Order()], trial.Reports[0].Metrics.Keys.Order());
        Assert.All(trial.Reports.Skip(1), report => Assert.Equal(MetricNames.Order(), report.Metrics.Keys.Order()));
        Assert.Equal(784 * 64 + 64 + 64 * 10 + 10, trial.Reports[0].Metrics["parameters"]);
        Assert.InRange(trial.Reports[^1].Metrics["test.accuracy"], 0.95, 1);
        Assert.InRange(trial.Reports[^1].Metrics["train.loss"], 0, trial.Reports[0].Metrics["train.loss"] / 4);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Goes_on_from_a_checkpoint_to_the_last_bit(string optimizer)
    {
        object parameters = Parameters(optimizer switch { "adam" => Adam, "momentum" => Momentum, _ => Sgd }, epochs: 4, shuffle: true);
        var undisturbed = new RecordingTrial(parameters);
        Run(undisturbed);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var interrupted = new RecordingTrial(parameters) { Saved = checkpoint => StopAfterEpoch2(checkpoint, stop) };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(interrupted, stop.Token));
        var resumed = new RecordingTrial(parameters) { Checkpoint = interrupted.Checkpoints[^1] };
        Run(resumed);

        Assert.Equal([3L, 4], resumed.Reports.Select(report => report.Step));
        Assert.Equal(undisturbed.Reports.Skip(2).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
        Assert.Equal(undisturbed.Checkpoints[^1].Content.ToArray(), resumed.Checkpoints[^1].Content.ToArray());
        Assert.Equal(undisturbed.Artifacts, resumed.Artifacts);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Goes_on_from_the_middle_of_an_epoch_to_the_last_bit(string optimizer)
    {
        object parameters = Parameters(optimizer switch { "adam" => Adam, "momentum" => Momentum, _ => Sgd }, epochs: 3, shuffle: true);
        var undisturbed = new RecordingTrial(parameters);
        Run(undisturbed);

        // 500 images make 16 steps, so the twentieth question is asked in the second epoch. The attempt ends there, as if its process had died.
        var (asked, saved) = (0, 0);
        using var died = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var interrupted = new RecordingTrial(parameters)
        {
            Due = ended => ended || ++asked == 20,
            Saved = _ =>
            {
                if (++saved == 2)
                    died.Cancel();
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(interrupted, died.Token));
        var resumed = new RecordingTrial(parameters) { Checkpoint = interrupted.Checkpoints[1] };
        Run(resumed);

        Assert.Equal(1, resumed.Checkpoint!.Step);
        Assert.Contains(resumed.Lines, line => line.Contains("part of the next", StringComparison.Ordinal));
        Assert.Equal(undisturbed.Reports.Skip(1).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
        Assert.Equal(undisturbed.Artifacts, resumed.Artifacts);
    }

    [Fact]
    public void Saves_where_it_stands_when_asked_to_leave()
    {
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var asked = 0;
        var trial = new RecordingTrial(Parameters(Momentum, epochs: 2, shuffle: true))
        {
            Due = ended =>
            {
                if (++asked == 7)
                    leave.Cancel();
                return ended;
            },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => Run(trial, leave.Token));

        var undisturbed = new RecordingTrial(Parameters(Momentum, epochs: 2, shuffle: true));
        Run(undisturbed);
        var resumed = new RecordingTrial(Parameters(Momentum, epochs: 2, shuffle: true)) { Checkpoint = Assert.Single(trial.Checkpoints) };
        Run(resumed);
        Assert.Equal(undisturbed.Artifacts, resumed.Artifacts);
    }

    [Fact]
    public void A_changed_learning_rate_takes_effect_at_its_epoch_and_again_when_that_is_repeated()
    {
        object parameters = Parameters(Sgd, epochs: 4, shuffle: true);
        var plain = new RecordingTrial(parameters);
        Run(plain);
        Dictionary<long, (string, System.Text.Json.JsonElement)> slower = new() { [3] = ("optimizer.lr", ParameterValue.Of(0.001)) };
        var changed = new RecordingTrial(parameters) { Adjustments = slower };
        Run(changed);
        var resumed = new RecordingTrial(parameters) { Adjustments = slower, Checkpoint = changed.Checkpoints[1] };
        Run(resumed);

        Assert.Equal(plain.Reports.Take(2).Select(report => report.Metrics), changed.Reports.Take(2).Select(report => report.Metrics));
        Assert.NotEqual(plain.Reports[2].Metrics, changed.Reports[2].Metrics);
        Assert.Equal(changed.Artifacts, resumed.Artifacts);
    }

    [Fact]
    public void A_trial_that_was_done_only_adds_its_weights_again()
    {
        object parameters = Parameters(Sgd, epochs: 1);
        var first = new RecordingTrial(parameters);
        Run(first);

        var again = new RecordingTrial(parameters) { Checkpoint = first.Checkpoints[^1] };
        Run(again);

        Assert.Empty(again.Reports);
        Assert.Equal(first.Artifacts, again.Artifacts);
    }

    [Fact]
    public void Two_trials_of_one_seed_are_equal_and_those_of_another_are_not()
    {
        object parameters = Parameters(Momentum, epochs: 1, shuffle: true);
        RecordingTrial first = new(parameters) { Seed = 7 }, second = new(parameters) { Seed = 7 }, other = new(parameters) { Seed = 8 };
        Run(first);
        Run(second);
        Run(other);
        Assert.Equal(first.Artifacts, second.Artifacts);
        Assert.NotEqual(first.Artifacts["weights.pt"], other.Artifacts["weights.pt"]);
    }

    [Fact]
    public void A_seed_among_the_parameters_takes_the_place_of_the_trials_own()
    {
        RecordingTrial own = new(Parameters(Sgd, epochs: 1)) { Seed = 5 };
        RecordingTrial given = new(new { dataset = "digits", model = Model, optimizer = Sgd, epochs = 1, shuffle = false, seed = 5 }) { Seed = 99 };
        Run(own);
        Run(given);
        Assert.Equal(own.Artifacts, given.Artifacts);
    }

    [Fact]
    public void Leaves_the_weights_in_three_formats_under_the_names_of_modules()
    {
        var trial = new RecordingTrial(Parameters(Sgd, epochs: 1));
        Run(trial);
        Assert.Equal(["confusion.csv", "confusion.svg", "result.json", "weights.npz", "weights.pt", "weights.safetensors"], trial.Artifacts.Keys.Order());
        foreach (StateDictionary state in Weights(trial))
        {
            Assert.Equal(["0.weight [16, 784]", "0.bias [16]", "2.weight [10, 16]", "2.bias [10]"], state.Select(tensor => $"{tensor.Name} {tensor.Value.Shape}"));
        }
    }

    [Fact]
    public void Leaves_the_weights_under_the_names_of_the_formulas()
    {
        var trial = new RecordingTrial(new { dataset = "digits", model = Model, optimizer = Sgd, epochs = 1, weights = new { naming = "notebook" } });
        Run(trial);
        foreach (StateDictionary state in Weights(trial))
        {
            Assert.Equal(["W1 [784, 16]", "b1 [16]", "W2 [16, 10]", "b2 [10]"], state.Select(tensor => $"{tensor.Name} {tensor.Value.Shape}"));
        }
    }

    [Fact]
    public void Normalizes_pixels_when_asked()
    {
        RecordingTrial plain = new(Parameters(Sgd, epochs: 1));
        RecordingTrial normalized = new(new
        {
            dataset = "digits",
            model = Model,
            optimizer = Sgd,
            epochs = 1,
            shuffle = false,
            normalize = new { mean = 0.1307, std = 0.3081 },
        });
        Run(plain);
        Run(normalized);
        Assert.NotEqual(plain.Artifacts["weights.pt"], normalized.Artifacts["weights.pt"]);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_the_trial_with_its_place()
    {
        var trial = new RecordingTrial(new
        {
            dataset = "digits",
            model = new { layers = new object[] { new { kind = "linear", units = 32 }, "relu", new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "sgd", lr = 1e30 },
        });
        var error = Assert.Throws<TrialException>(() => Run(trial));
        Assert.Matches("^loss became (NaN|infinite) at epoch 1, step [0-9]+; try a smaller learning rate$", error.Message);
        Assert.Empty(trial.Reports);
    }

    [Fact]
    public void Stops_at_its_next_step()
    {
        var trial = new RecordingTrial(Parameters(Sgd, epochs: 1_000_000));
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Run(trial, stop.Token));
        Assert.Empty(trial.Reports);
    }

    [Theory]
    [InlineData("""{ "dataset": "digits", "optimizer": "adam", "model": { "layers": ["sigmoid", { "kind": "linear", "units": 12 }] } }""",
        "params.model.layers[1].units: 12 is not 10, the number of classes of digits")]
    [InlineData("""{ "dataset": "digits", "optimizer": "adam", "model": { "layers": ["relu"] } }""",
        "params.model.layers: 784 outputs are not 10, the number of classes of digits; end with { kind: linear, units: 10 }")]
    [InlineData("""{ "dataset": "digits", "optimizer": "adam", "model": { "layers": [{ "kind": "linear", "units": 10 }, "softmax"] } }""",
        "params.loss: cross-entropy takes logits: leave out the softmax layer at the end of the model")]
    [InlineData("""{ "dataset": "digitz", "optimizer": "adam", "model": { "layers": [{ "kind": "linear", "units": 10 }] } }""",
        "params.dataset: 'digitz' is unknown; did you mean 'digits'?")]
    [InlineData("""{ "dataset": "digits", "optimizer": { "kind": "sgd", "lr": -0.1 }, "model": { "layers": [{ "kind": "linear", "units": 10 }] } }""",
        "params.optimizer.lr: -0.1 is not greater than 0")]
    public void Parameters_that_cannot_be_are_told_before_anything_runs(string parameters, string message)
    {
        var trial = new RecordingTrial(System.Text.Json.JsonElement.Parse(parameters));
        Assert.Equal(message, Assert.Throws<TrialException>(() => Run(trial)).Message);
        Assert.Empty(trial.Reports);
    }

    [Fact]
    public void A_checkpoint_of_another_network_is_refused()
    {
        var small = new RecordingTrial(Parameters(Sgd, epochs: 1));
        Run(small);
        var large = new RecordingTrial(new
        {
            dataset = "digits",
            model = new { layers = new object[] { new { kind = "linear", units = 10 } } },
            optimizer = Sgd,
        })
        { Checkpoint = small.Checkpoints[0] };
        Assert.Contains("0.weight", Assert.Throws<TrialException>(() => Run(large)).Message);
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        var trial = new RecordingTrial(Parameters(Sgd, epochs: 2)) { Checkpoint = new Checkpoint(1, Encoding.ASCII.GetBytes("not a checkpoint at all")) };
        Assert.StartsWith("the checkpoint of step 1: ", Assert.Throws<TrialException>(() => Run(trial)).Message);
    }

    /// <summary>The first two epochs of PyTorch: float32, seed 42, batch 32 in file order, pixels in [0, 1].</summary>
    [Theory]
    [InlineData(0.01, new[] { 1.8803, 0.5537, 1.8227, 0.5635, 1.2395, 0.6803, 1.1788, 0.6916 })]
    [InlineData(0.1, new[] { 0.5640, 0.8408, 0.5422, 0.8481, 0.4176, 0.8788, 0.4186, 0.8791 })]
    [InlineData(1.0, new[] { 0.2451, 0.9254, 0.2811, 0.9209, 0.1703, 0.9471, 0.2212, 0.9366 })]
    public async Task Gives_the_figures_of_PyTorch_on_MNIST(double rate, double[] reference)
    {
        await RealData.LoadAsync("mnist");
        var trial = new RecordingTrial(new
        {
            dataset = "mnist",
            model = new
            {
                layers = new object[] { new { kind = "linear", units = 128 }, "sigmoid", new { kind = "linear", units = 10 } },
                init = new { weights = "normal", biases = "zeros" },
            },
            optimizer = new { kind = "sgd", lr = rate },
            batch = 32,
            shuffle = false,
            epochs = 2,
            seed = 42,
        });

        await JobCatalog.Default.Find("classifier")!.Create().RunAsync(trial, Cancellation);

        double[] actual = [.. trial.Reports.SelectMany(report => MetricNames.Select(name => report.Metrics[name]))];
        Assert.All(reference.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance: 0.002));
        Assert.All(trial.ProgressSteps, step => Assert.InRange(step, 0, 2));
    }

    private static object Model => new { layers = new object[] { new { kind = "linear", units = 16 }, "sigmoid", new { kind = "linear", units = 10 } } };

    private static object Parameters(object optimizer, int epochs, bool shuffle = false) =>
        new { dataset = "digits", model = Model, optimizer, epochs, shuffle };

    private static IEnumerable<StateDictionary> Weights(RecordingTrial trial) =>
    [
        Safetensors.Read(new MemoryStream(trial.Artifacts["weights.safetensors"]), "weights.safetensors"),
        NumpyArchive.Read(new MemoryStream(trial.Artifacts["weights.npz"]), "weights.npz"),
        TorchFile.Read(new MemoryStream(trial.Artifacts["weights.pt"]), "weights.pt"),
    ];

    private static void StopAfterEpoch2(Checkpoint checkpoint, CancellationTokenSource stop)
    {
        if (checkpoint.Step == 2)
        {
            stop.Cancel();
        }
    }

    private void Run(RecordingTrial trial, CancellationToken? stop = null) =>
        _jobs.Find("classifier")!.Create().RunAsync(trial, stop ?? Cancellation).GetAwaiter().GetResult();
}
