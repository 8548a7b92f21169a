using System.Text.Json;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests.Data;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Splits, schedules, penalties, reports per iteration, and the epoch that is kept.</summary>
public sealed class ClassifierOptionTests : IDisposable
{
    private static readonly object Normed = new
    {
        layers = new object[]
        {
            new { kind = "linear", units = 16 }, "batch-norm-1d", new { kind = "leaky-relu", slope = 0.2 }, new { kind = "dropout", p = 0.3 }, new { kind = "linear", units = 10 },
        },
    };

    private static readonly object Linear = new { layers = new object[] { new { kind = "linear", units = 10, bias = false } } };

    private readonly TemporaryFolder _folder = new();
    private readonly JobCatalog _jobs;

    public ClassifierOptionTests()
    {
        Dataset digits = SyntheticDigits.Draw(500, 200, seed: 1) with { Name = "digits" };
        _jobs = JobCatalog.Of(new DatasetLibrary(new DatasetCatalog([new DatasetDescription("digits", "For tests", [], [], _ => digits)]), _folder.Path));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("epoch")]
    [InlineData("iteration")]
    public void Everything_goes_on_from_the_middle_of_an_epoch_to_the_last_bit(string every)
    {
        object parameters = new
        {
            dataset = "digits",
            data = new { validation = 0.2, draw = "random" },
            model = Normed,
            optimizer = new { kind = "adamw", lr = 0.01 },
            schedule = new { kind = "cosine", per = "step", warmup = 3 },
            regularisation = new { l1 = 1e-4, l2 = 1e-4 },
            report = new { every, train = "during" },
            keep = "best",
            epochs = 3,
        };
        var undisturbed = new RecordingTrial(parameters);
        Run(undisturbed);

        // 400 images make 13 steps, so the twentieth question is asked in the second epoch.
        int asked = 0, saved = 0;
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

        Assert.Equal(every == "epoch" ? (3L, "epoch") : (39L, "iteration"), resumed.Planned);
        Assert.Equal(every == "epoch" ? 1 : 21, resumed.Checkpoint!.Step);
        Assert.NotEmpty(resumed.Reports);
        Assert.Equal(undisturbed.Reports.TakeLast(resumed.Reports.Count).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
        Assert.Equal(undisturbed.Reports.TakeLast(resumed.Reports.Count).Select(report => report.Step), resumed.Reports.Select(report => report.Step));
        Assert.Equal(undisturbed.Artifacts, resumed.Artifacts);
    }

    [Fact]
    public void Every_iteration_is_reported_and_the_epoch_at_its_last_one()
    {
        var trial = new RecordingTrial(new { dataset = "digits", model = Linear, optimizer = new { kind = "sgd", lr = 0.1 }, batch = 100, epochs = 2, report = new { every = "iteration" } });
        Run(trial);

        Assert.Equal((10, "iteration"), trial.Planned);
        Assert.Equal([1L, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 10], trial.Reports.Select(report => report.Step));
        Assert.Equal(["batch.accuracy", "batch.loss"], trial.Reports[0].Metrics.Keys.Order());
        Assert.Equal(Math.Log(10), trial.Reports[0].Metrics["batch.loss"], 0.5);
        Assert.Contains("test.accuracy", trial.Reports[5].Metrics.Keys);
        Assert.Equal(10, trial.Checkpoints[^1].Step);
        Assert.All(trial.ProgressSteps, step => Assert.InRange(step, 0, 10));
    }

    [Fact]
    public void Validation_images_are_the_last_of_the_file_and_not_trained_with()
    {
        RecordingTrial all = new(Split(0, 1)), part = new(Split(0.3, 1)), less = new(Split(0.3, 0.1));
        Run(all);
        Run(part);
        Run(less);
        Assert.DoesNotContain("validation.accuracy", all.Reports[0].Metrics.Keys);
        Assert.InRange(part.Reports[^1].Metrics["validation.accuracy"], 0.3, 1);
        Assert.True(less.Reports[^1].Metrics["validation.accuracy"] < part.Reports[^1].Metrics["validation.accuracy"]);

        static object Split(double validation, double fraction) => new
        {
            dataset = "digits",
            data = new { validation, fraction },
            model = Linear,
            optimizer = new { kind = "sgd", lr = 0.1 },
            epochs = 3,
            shuffle = false,
        };
    }

    [Fact]
    public void The_kept_epoch_is_the_one_with_the_best_validation_accuracy()
    {
        var trial = new RecordingTrial(new
        {
            dataset = "digits",
            data = new { validation = 0.3 },
            model = Normed,
            optimizer = new { kind = "adam", lr = 0.03 },
            epochs = 8,
            keep = "best",
        });
        Run(trial);

        double[] accuracies = [.. trial.Reports.Select(report => report.Metrics["validation.accuracy"])];
        int best = Array.IndexOf(accuracies, accuracies.Max());
        IReadOnlyDictionary<string, double> last = trial.Reports[^1].Metrics;
        Assert.Equal(best + 1, last["kept.epoch"]);
        Assert.Equal(accuracies[best], last["kept.validation_accuracy"]);
        Assert.Equal(trial.Reports[best].Metrics["test.accuracy"], last["kept.test_accuracy"]);
        JsonElement result = JsonElement.Parse(trial.Artifacts["result.json"]);
        Assert.Equal(last["kept.test_accuracy"], result.GetProperty("testAccuracy").GetDouble(), 1e-12);
        Assert.Equal(best + 1, result.GetProperty("epoch").GetInt32());
    }

    [Fact]
    public void The_confusion_matrix_counts_every_test_image_and_names_the_best_and_the_worst_class()
    {
        var trial = new RecordingTrial(new { dataset = "digits", model = Linear, optimizer = new { kind = "sgd", lr = 0.1 }, epochs = 2 });
        Run(trial);

        string[][] rows = [.. System.Text.Encoding.UTF8.GetString(trial.Artifacts["confusion.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        int[][] counts = [.. rows.Skip(1).Select(row => row.Skip(1).Select(int.Parse).ToArray())];
        Assert.Equal(10, counts.Length);
        Assert.Equal(200, counts.Sum(row => row.Sum()));
        Assert.Equal(trial.Reports[^1].Metrics["test.accuracy"], Enumerable.Range(0, 10).Sum(i => counts[i][i]) / 200.0, 1e-12);

        double[] recalls = [.. counts.Select((row, i) => (double)row[i] / row.Sum())];
        JsonElement result = JsonElement.Parse(trial.Artifacts["result.json"]);
        Assert.Equal(recalls.Max(), result.GetProperty("best").GetProperty("accuracy").GetDouble());
        Assert.Equal(recalls.Min(), result.GetProperty("worst").GetProperty("accuracy").GetDouble());
        Assert.Equal(7840, result.GetProperty("parameters").GetInt32());
    }

    [Fact]
    public void A_schedule_begins_with_the_rate_that_a_user_has_set()
    {
        var trial = new RecordingTrial(new
        {
            dataset = "digits",
            model = Linear,
            optimizer = new { kind = "sgd", lr = 0.4 },
            schedule = new { kind = "step", every = 2, factor = 0.5 },
            epochs = 6,
        })
        { Adjustments = { [4] = ("optimizer.lr", JsonElement.Parse("1")) } };
        Run(trial);
        Assert.Equal([0.4, 0.4, 0.2, 0.5, 0.25, 0.25], trial.Reports.Select(report => report.Metrics["lr"]));
    }

    [Fact]
    public void A_penalty_makes_weights_smaller_and_is_reported_by_itself()
    {
        RecordingTrial free = new(With(0)), held = new(With(0.05));
        Run(free);
        Run(held);
        Assert.DoesNotContain("train.penalty", free.Reports[0].Metrics.Keys);
        double squares = Squares(held);
        Assert.Equal(0.05 * squares, held.Reports[^1].Metrics["train.penalty"], 1e-6);
        Assert.True(squares < Squares(free));

        static object With(double l2) => new { dataset = "digits", model = Linear, optimizer = new { kind = "sgd", lr = 0.1 }, regularisation = new { l2 }, epochs = 2 };
        static double Squares(RecordingTrial trial) => Weights(trial)[0].Value.Span.ToArray().Sum(w => (double)w * w);
    }

    [Fact]
    public void Running_statistics_are_among_the_weights()
    {
        var trial = new RecordingTrial(new { dataset = "digits", model = Normed, optimizer = new { kind = "sgd", lr = 0.1 }, epochs = 1 });
        Run(trial);
        IReadOnlyList<NamedTensor> state = Weights(trial);
        Assert.Equal(
            ["0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked", "4.weight", "4.bias"],
            state.Select(tensor => tensor.Name));
        Assert.Equal(16, state.Single(tensor => tensor.Name == "1.num_batches_tracked").Value[0]);
    }

    [Theory]
    [InlineData("""{ "keep": "best" }""", "params.keep: 'best' needs images to choose by: give params.data.validation a fraction of them, such as 0.1")]
    [InlineData("""{ "batch": 499 }""", "params.batch: 499 leaves 1 of 500 images for the last step of an epoch, and batch normalisation needs 2")]
    [InlineData("""{ "data": { "fraction": 0.0001 } }""", "params.data: no image is left to train with")]
    [InlineData("""{ "weights": { "naming": "notebook" } }""", "params.weights.naming: 'notebook' has names for linear layers only; take 'torch'")]
    [InlineData("""{ "schedule": { "kind": "multi-step", "at": [3, 2] } }""", "params.schedule.at[1]: 2 is not at least 4")]
    public void Options_that_do_not_fit_are_told_before_anything_runs(string options, string message)
    {
        var parameters = JsonSerializer.Deserialize<Dictionary<string, object>>(options)!;
        parameters["dataset"] = "digits";
        parameters["model"] = Normed;
        parameters["optimizer"] = new { kind = "adam" };
        var trial = new RecordingTrial(parameters);
        Assert.Equal(message, Assert.Throws<TrialException>(() => Run(trial)).Message);
        Assert.Empty(trial.Reports);
    }

    private static IReadOnlyList<NamedTensor> Weights(RecordingTrial trial)
    {
        StateDictionary[] all =
        [
            Safetensors.Read(new MemoryStream(trial.Artifacts["weights.safetensors"]), "weights.safetensors"),
            NumpyArchive.Read(new MemoryStream(trial.Artifacts["weights.npz"]), "weights.npz"),
            TorchFile.Read(new MemoryStream(trial.Artifacts["weights.pt"]), "weights.pt"),
        ];
        Assert.All(all, state => Assert.Equal(all[0].Select(t => $"{t.Name} {t.Value.Shape}").Order(), state.Select(t => $"{t.Name} {t.Value.Shape}").Order()));
        return [.. all[2]];
    }

    private void Run(RecordingTrial trial, CancellationToken? stop = null) =>
        _jobs.Find("classifier")!.Create().RunAsync(trial, stop ?? Cancellation).GetAwaiter().GetResult();
}
