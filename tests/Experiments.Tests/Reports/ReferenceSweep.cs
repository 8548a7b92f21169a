using System.Globalization;
using System.Text.Json;
using ActorTraining.Experiments;
using ActorTraining.Experiments.Reports;
using ActorTraining.Experiments.Specs;
using ActorTraining.Training.Jobs;

namespace ActorTraining.Experiments.Tests.Reports;

/// <summary>A test fixture: experiment E3 as PyTorch computes it, so that the report is tried on curves that a real sweep gives. Made by reference_sweep.py.</summary>
internal static class ReferenceSweep
{
    public const string Spec = """
        # Experiment E3: which learning rate?
        name: MNIST learning rates
        job: classifier
        params:
          epochs: 16
          optimizer:
            lr: { grid: [0.01, 0.1, 1] }
        objective:
          metric: test.accuracy
          direction: maximize
        seed: 42

        """;

    public static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 30, 0, TimeSpan.Zero);

    public static readonly ReportContext Context = new()
    {
        Written = Start.AddMinutes(2),
        Command = "actortrain run spec.yaml",
        Metrics =
        [
            new MetricDescription("train.loss", "nats", "Mean cross-entropy over the training data.", false),
            new MetricDescription("test.loss", "nats", "Mean cross-entropy over the test data.", false),
            new MetricDescription("train.accuracy", "1", "Share of the training data classified correctly.", true),
            new MetricDescription("test.accuracy", "1", "Share of the test data classified correctly.", true),
        ],
        Facts = [new ReportFact("ActorTraining", "0.1.0"), new ReportFact(".NET", "10.0.1"), new ReportFact("Processor", "x64, AVX-512, 2 cores")],
    };

    public static ExperimentInfo Experiment { get; } = new()
    {
        Id = "mnist-learning-rates-k3x9qa",
        Spec = new ExperimentSpec
        {
            Name = "MNIST learning rates",
            Description = "A network 784-128-10 with hand-written passes, trained with three learning rates.",
            Job = "classifier",
            Parameters = JsonSerializer.SerializeToElement(new { epochs = 16 }),
            Objective = new Objective { Metric = "test.accuracy" },
            Seed = 42,
            Source = Spec,
        },
        State = ExperimentState.Completed,
        Created = Start,
        Ended = Start.AddSeconds(21.4),
        Planned = 3,
        Counts = new Dictionary<TrialState, int> { [TrialState.Completed] = 3 },
        BestTrial = 3,
        BestValue = 0.9549,
    };

    public static IReadOnlyList<MetricSeries> Series { get; } =
    [
        .. Rows().GroupBy(r => r.Lr).SelectMany((g, i) => new[] { "train.loss", "train.accuracy", "test.loss", "test.accuracy" }
            .Select((metric, m) => new MetricSeries(i + 1, metric, [.. g.Select(r => r.Epoch)], [.. g.Select(r => r.Values[m])]))),
    ];

    public static IReadOnlyList<TrialInfo> Trials { get; } =
    [
        .. new[] { 0.01, 0.1, 1.0 }.Select((lr, i) => new TrialInfo
        {
            Number = i + 1,
            State = TrialState.Completed,
            Parameters = JsonSerializer.SerializeToElement(new { epochs = 16, optimizer = new { lr } }),
            Choices = new Dictionary<string, JsonElement> { ["optimizer.lr"] = JsonSerializer.SerializeToElement(lr) },
            Attempt = 1,
            Silo = "local",
            Slot = $"cpu:{i % 2}",
            Step = 16,
            Steps = 16,
            Unit = "epoch",
            Objective = Series.Single(s => s.Trial == i + 1 && s.Metric == "test.accuracy").Values[^1],
            Metrics = Series.Where(s => s.Trial == i + 1).ToDictionary(s => s.Metric, s => s.Values[^1]),
            Started = Start.AddSeconds(0.3),
            Ended = Start.AddSeconds(12 + i),
            Seconds = 11.7 + i,
        }),
    ];

    public static IReadOnlyList<ArtifactInfo> Artifacts { get; } =
    [
        .. from trial in new[] { 1, 2, 3 }
           from name in new[] { "weights.safetensors", "weights.npz", "weights.pt" }
           select new ArtifactInfo(trial, name, "application/octet-stream", 407_080 + trial, new string((char)('a' + trial), 64)),
    ];

    public static IReadOnlyList<ReportFile> Report => ReportBuilder.Build(Experiment, Trials, Series, Artifacts, Context);

    private static IEnumerable<(string Lr, long Epoch, double[] Values)> Rows() => Curves
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(','))
        .Select(cells => (cells[0], long.Parse(cells[1], CultureInfo.InvariantCulture), cells[2..].Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray()));

    // Learning rate, epoch, train loss, train accuracy, test loss, test accuracy.
    private const string Curves = """
        0.01,1,1.8803,0.5537,1.8227,0.5635
        0.01,2,1.2395,0.6803,1.1788,0.6916
        0.01,3,0.9943,0.7349,0.9400,0.7459
        0.01,4,0.8590,0.7668,0.8116,0.7759
        0.01,5,0.7708,0.7886,0.7298,0.7961
        0.01,6,0.7074,0.8046,0.6721,0.8104
        0.01,7,0.6588,0.8179,0.6288,0.8237
        0.01,8,0.6200,0.8269,0.5945,0.8314
        0.01,9,0.5879,0.8346,0.5665,0.8381
        0.01,10,0.5609,0.8420,0.5429,0.8443
        0.01,11,0.5376,0.8484,0.5227,0.8494
        0.01,12,0.5172,0.8538,0.5052,0.8545
        0.01,13,0.4992,0.8582,0.4897,0.8591
        0.01,14,0.4831,0.8623,0.4759,0.8644
        0.01,15,0.4686,0.8661,0.4635,0.8674
        0.01,16,0.4555,0.8695,0.4523,0.8701
        0.1,1,0.5640,0.8408,0.5422,0.8481
        0.1,2,0.4176,0.8788,0.4186,0.8791
        0.1,3,0.3500,0.8970,0.3619,0.8926
        0.1,4,0.3084,0.9089,0.3270,0.9014
        0.1,5,0.2792,0.9166,0.3028,0.9087
        0.1,6,0.2574,0.9225,0.2848,0.9134
        0.1,7,0.2402,0.9275,0.2708,0.9174
        0.1,8,0.2261,0.9320,0.2595,0.9216
        0.1,9,0.2143,0.9356,0.2501,0.9239
        0.1,10,0.2041,0.9391,0.2423,0.9276
        0.1,11,0.1953,0.9418,0.2355,0.9300
        0.1,12,0.1875,0.9441,0.2296,0.9321
        0.1,13,0.1805,0.9466,0.2245,0.9334
        0.1,14,0.1741,0.9487,0.2199,0.9342
        0.1,15,0.1684,0.9503,0.2158,0.9353
        0.1,16,0.1630,0.9521,0.2121,0.9366
        1,1,0.2451,0.9254,0.2811,0.9210
        1,2,0.1702,0.9471,0.2212,0.9367
        1,3,0.1372,0.9564,0.2000,0.9427
        1,4,0.1124,0.9641,0.1868,0.9472
        1,5,0.0947,0.9693,0.1797,0.9504
        1,6,0.0838,0.9728,0.1793,0.9503
        1,7,0.0750,0.9751,0.1803,0.9510
        1,8,0.0673,0.9779,0.1814,0.9519
        1,9,0.0609,0.9795,0.1826,0.9511
        1,10,0.0556,0.9814,0.1839,0.9520
        1,11,0.0507,0.9828,0.1847,0.9521
        1,12,0.0464,0.9844,0.1854,0.9535
        1,13,0.0425,0.9855,0.1860,0.9536
        1,14,0.0391,0.9864,0.1868,0.9544
        1,15,0.0358,0.9878,0.1876,0.9550
        1,16,0.0327,0.9888,0.1884,0.9549
        """;
}
