using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Jobs;

public sealed class ConvolutionRecoveryJobTests : IDisposable
{
    private readonly PictureFolder _pictures = new(16, 10, 9);

    public void Dispose() => _pictures.Dispose();

    private object Parameters(int epochs = 400, double until = 5e-4) => new
    {
        dataset = _pictures.Dataset,
        filters = 4,
        size = 3,
        optimizer = new { kind = "sgd", lr = 1.0, momentum = 0.5 },
        epochs,
        until,
        report_every = 10,
    };

    [Fact]
    public void The_weights_are_recovered()
    {
        var trial = JobRun.Run("convolution-recovery", Parameters());
        double[] errors = [.. trial.Reports.Select(report => report.Metrics["weights.error"])];
        Assert.True(errors[0] > 5e-3, $"found after ten epochs: {errors[0]}");
        Assert.InRange(errors[^1], 0, 5e-4);
        Assert.True(trial.Reports[^1].Step < 400);
        Assert.Contains("the weights are within 0.0005", trial.Lines[^1]);

        StateDictionary filters = NumpyArchive.Read(new MemoryStream(trial.Artifacts["filters.npz"]), "filters.npz");
        Tensor<float> given = filters.Find("C0")!, found = filters.Find("C")!;
        Assert.Equal(Shape.Create(4, 3, 3, 3), given.Shape);
        Assert.All(given.Span.ToArray(), value => Assert.InRange(value, -1, 1));
        double distance = Math.Sqrt(Enumerable.Range(0, given.Length).Sum(i => Math.Pow(given[i] - found[i], 2)));
        Assert.Equal(distance, trial.Reports[^1].Metrics["weights.distance"], 1e-9);
        Assert.True(trial.Artifacts.ContainsKey("filters.svg"));
    }

    [Fact]
    public void A_resumed_trial_goes_on_to_the_last_bit()
    {
        var whole = JobRun.Run("convolution-recovery", Parameters(60, until: 0));
        var resumed = JobRun.Run("convolution-recovery", new RecordingTrial(Parameters(60, until: 0)) { Seed = 0, Checkpoint = whole.Checkpoints[2] });
        Assert.Equal(30, whole.Checkpoints[2].Step);
        Assert.Equal([40L, 50, 60], resumed.Reports.Select(report => report.Step));
        Assert.Equal(whole.Reports.Skip(3).Select(report => report.Metrics), resumed.Reports.Select(report => report.Metrics));
        Assert.Equal(whole.Artifacts["filters.svg"], resumed.Artifacts["filters.svg"]);
    }

    [Fact]
    public void The_given_weights_may_come_from_a_file()
    {
        Tensor<float> given = Numbers.Tensor<float>([2, 3, 3, 3], 1);
        using (FileStream file = File.Create(_pictures["c0.npy"]))
            NumpyArray.Write(given, file);
        var trial = JobRun.Run("convolution-recovery", new { dataset = _pictures.Dataset, weights = _pictures["c0.npy"], optimizer = new { kind = "sgd", lr = 0.5 }, epochs = 1 });
        Assert.Equal(given.Span.ToArray(), NumpyArchive.Read(new MemoryStream(trial.Artifacts["filters.npz"]), "").Find("C0")!.Span.ToArray());
    }

    [Fact]
    public void What_does_not_fit_is_told()
    {
        using (FileStream file = File.Create(_pictures["c0.npy"]))
            NumpyArray.Write(Numbers.Tensor<float>([2, 1, 3, 3], 1), file);
        object optimizer = new { kind = "sgd", lr = 1 };
        Assert.Equal(
            "params.weights: its shape is [2, 1, 3, 3]; for images of 3 channels [filters, 3, height, width] is expected",
            JobRun.Fault("convolution-recovery", new { dataset = _pictures.Dataset, weights = _pictures["c0.npy"], optimizer }));
        Assert.Equal("params.size: filters of 11×11 do not fit images of 9×10", JobRun.Fault("convolution-recovery", new { dataset = _pictures.Dataset, size = 11, optimizer }));
        Assert.StartsWith("params.weights: Could not find file", JobRun.Fault("convolution-recovery", new { dataset = _pictures.Dataset, weights = _pictures["none.npy"], optimizer }));
        Assert.Contains("at epoch", JobRun.Fault("convolution-recovery", new { dataset = _pictures.Dataset, optimizer = new { kind = "sgd", lr = 1e6 } }));
    }
}
