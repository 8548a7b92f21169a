using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Models;
using ActorTraining.Training.Tests.Jobs;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>One epoch of the experiments on the real data sets, on both backends: the same spec, the same first weights, the same metrics.</summary>
public sealed class RefereeTests
{
    private const double Relative = 1e-4;

    private static readonly object Small = new { kind = "linear", units = 10 };

    /// <summary>The parameters of examples/mnist-learning-rates.yaml, mnist-mlp.yaml, mnist-iterations.yaml and fashion-mnist.yaml, for an epoch.</summary>
    private static readonly Dictionary<string, (string Dataset, object Parameters)> Experiments = new()
    {
        ["E2"] = ("mnist", new
        {
            dataset = "mnist",
            model = new { layers = new[] { Linear(128), "sigmoid", Small }, init = new { weights = new { kind = "normal", std = 1 }, biases = new { kind = "zeros" } } },
            optimizer = new { kind = "sgd", lr = 0.1 },
            batch = 32,
            shuffle = false,
            epochs = 1,
            seed = 42,
        }),
        ["E8"] = ("mnist", new
        {
            dataset = "mnist",
            data = new { validation = 0.3 },
            model = new { layers = new[] { Linear(128), "relu", Small } },
            optimizer = new { kind = "sgd", lr = 0.1 },
            batch = 64,
            epochs = 1,
            keep = "best",
            seed = 0,
        }),
        ["E11"] = ("mnist", new
        {
            dataset = "mnist",
            normalize = new { mean = 0.1307, std = 0.3081 },
            model = new { layers = new[] { Linear(30), "sigmoid", Small }, init = new { weights = new { kind = "normal", std = 1 }, biases = new { kind = "uniform", low = 0, high = 1 } } },
            optimizer = new { kind = "sgd", lr = 0.5 },
            batch = 64,
            epochs = 1,
            seed = 0,
            report = new { every = "iteration" },
        }),
        ["E13"] = ("fashion-mnist", new
        {
            dataset = "fashion-mnist",
            normalize = new { mean = 0.5, std = 0.5 },
            model = new { layers = new[] { Linear(256), "relu", Linear(128), "relu", Small } },
            optimizer = new { kind = "sgd", lr = 0.01 },
            batch = 64,
            epochs = 1,
            seed = 0,
        }),
        ["E14"] = ("fashion-mnist", new
        {
            dataset = "fashion-mnist",
            normalize = new { mean = 0.5, std = 0.5 },
            model = new { layers = new[] { Linear(512), "batch-norm-1d", Leaky, Linear(256), "batch-norm-1d", Leaky, Linear(128), "batch-norm-1d", Leaky, Small } },
            optimizer = new { kind = "adam", lr = 1e-3, weight_decay = 1e-5 },
            batch = 64,
            epochs = 1,
            seed = 0,
        }),
    };

    private static object Leaky => new { kind = "leaky-relu", slope = 0.2 };

    public static TheoryData<string> Names => [.. Experiments.Keys];

    /// <summary>
    /// Every loss of every step, and every evaluation. After every five steps the managed weights and the optimizer's memory go over, for some of these experiments (E11, E14)
    /// make a last bit of one weight into a per cent of the loss within an epoch, on either backend.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Every_step_of_an_epoch_is_that_of_the_managed_backend(string name)
    {
        var referee = new RefereeBackend(carried: 5);

        Run(name, referee);

        Assert.True(referee.Model!.Compared > 650, $"{referee.Model.Compared} answers were compared");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {referee.Model.Compared:N0} losses and accuracies, the largest relative difference {referee.Model.Worst:E1}");
    }

    /// <summary>Left to themselves from the same first weights on, where rounding does not grow.</summary>
    [Theory]
    [InlineData("E2")]
    [InlineData("E8")]
    [InlineData("E13")]
    public void An_epoch_ends_with_the_metrics_of_the_managed_backend(string name)
    {
        RecordingTrial managed = Run(name, new ManagedBackend()), torch = Run(name, new TorchBackend(TorchDevice.Processor));

        (long step, IReadOnlyDictionary<string, double> expected) = Assert.Single(managed.Reports);
        (long other, IReadOnlyDictionary<string, double> found) = Assert.Single(torch.Reports);
        Assert.Equal(step, other);
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        Assert.All(expected, metric => Assert.InRange(found[metric.Key], metric.Value * (1 - Relative), metric.Value * (1 + Relative)));
    }

    private static RecordingTrial Run(string name, IModelBackend backend)
    {
        (string dataset, object parameters) = Experiments[name];
        Assert.SkipUnless(DatasetLibrary.Default.IsCached(dataset), $"the data set {dataset} is not in the cache: actortrain data get {dataset}");
        var trial = new RecordingTrial(parameters) { Backend = backend, Due = _ => false };
        JobCatalog.Default.Find("classifier")!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return trial;
    }

    private static object Linear(int units) => new { kind = "linear", units };
}
