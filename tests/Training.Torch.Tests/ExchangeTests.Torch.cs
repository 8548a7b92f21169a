using ActorTraining.Training.Jobs;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tests;
using ActorTraining.Training.Tests.Jobs;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>Weights, optimizers and checkpoints go from one backend to the other and back, and to a later attempt.</summary>
public sealed class ExchangeTests
{
    private static readonly ModelSpec Model = new([6],
        [new LinearSpec(12) { Bias = false }, new BatchNorm1dSpec(), new ReLUSpec(), new DropoutSpec(0.25), new LinearSpec(4)]);

    private static readonly TrainingSpec Training = new(new AdamSpec(0.01), LossKind.CrossEntropy, 8) { MaskSeed = 7 };

    [Fact]
    public void A_model_that_one_backend_began_goes_on_with_the_other_and_comes_back()
    {
        using IModel managed = Managed(), alone = Managed(), torch = Torch();
        Train(managed, 0, 5);
        Move(managed, torch);
        Train(torch, 5, 10);
        Move(torch, managed);
        Train(managed, 10, 15);

        Train(alone, 0, 15);

        Assert.Equal(15, managed.GetOptimizerState().Steps);
        foreach ((var expected, var found) in alone.GetState().Zip(managed.GetState()))
            Numbers.AssertClose(expected.Value.Span, found.Value.Span, 1e-4f, 1e-5f);
    }

    [Fact]
    public void What_is_taken_out_goes_in_again_to_the_last_bit()
    {
        using IModel first = Torch(), second = Torch();
        Train(first, 0, 4);
        Move(first, second);

        foreach ((var expected, var found) in first.GetState().Concat(first.GetOptimizerState().Tensors).Zip(second.GetState().Concat(second.GetOptimizerState().Tensors)))
            Assert.Equal(expected.Value.Span.ToArray(), found.Value.Span.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_attempt_goes_on_from_a_checkpoint_as_if_it_had_never_stopped(bool inTheMiddle)
    {
        object parameters = new
        {
            dataset = "synthetic-digits",
            model = new { layers = new object[] { new { kind = "linear", units = 24 }, "batch-norm-1d", "relu", new { kind = "dropout", p = 0.2 }, new { kind = "linear", units = 10 } } },
            optimizer = new { kind = "adam", lr = 0.003 },
            schedule = new { kind = "cosine", per = "step" },
            batch = 32,
            epochs = 4,
            seed = 3,
        };
        int asked = 0;
        RecordingTrial whole = Run(new RecordingTrial(parameters) { Backend = Backend, Due = ended => inTheMiddle ? ++asked % 10 == 0 : ended });
        Checkpoint from = whole.Checkpoints[inTheMiddle ? whole.Checkpoints.Count / 2 : 1];

        RecordingTrial resumed = Run(new RecordingTrial(parameters) { Backend = Backend, Checkpoint = from, Due = _ => false });

        Assert.NotEmpty(resumed.Reports);
        Assert.All(resumed.Reports, report => Assert.Equal(whole.Reports.Single(other => other.Step == report.Step).Metrics, report.Metrics));
        Assert.Equal(whole.Artifacts["weights.safetensors"], resumed.Artifacts["weights.safetensors"]);
    }

    [Fact]
    public void A_checkpoint_of_one_backend_is_read_by_the_other()
    {
        object parameters = new { dataset = "synthetic-digits", optimizer = new { kind = "sgd", lr = 0.1, momentum = 0.9 }, epochs = 3, seed = 3, model = new { layers = new object[] { new { kind = "linear", units = 10 } } } };
        RecordingTrial managed = Run(new RecordingTrial(parameters));

        RecordingTrial torch = Run(new RecordingTrial(parameters) { Backend = Backend, Checkpoint = managed.Checkpoints[0] });

        Assert.Equal([2, 3], torch.Reports.Select(report => report.Step));
        Assert.All(torch.Reports[^1].Metrics, metric => Assert.Equal(managed.Reports[^1].Metrics[metric.Key], metric.Value, 1e-4));
    }

    private static TorchBackend Backend => new(TorchDevice.Processor);

    private static IModel Managed() => new ManagedBackend().Build(Model, Training, Numbers.Source(1));

    private static IModel Torch() => Backend.Build(Model, Training, Numbers.Source(2));

    private static void Train(IModel model, int from, int to)
    {
        for (int step = from; step < to; step++)
            model.TrainStep(Numbers.Draw(8 * 6, step), Numbers.Labels(8, 4, step));
    }

    private static void Move(IModel from, IModel to)
    {
        to.LoadState(from.GetState());
        to.LoadOptimizerState(from.GetOptimizerState());
        to.LoadRandomState(from.GetRandomState());
    }

    private static RecordingTrial Run(RecordingTrial trial)
    {
        JobCatalog.Default.Find("classifier")!.Create().RunAsync(trial, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        return trial;
    }
}
