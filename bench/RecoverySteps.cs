using System.Diagnostics;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;

namespace ActorTraining.Bench;

/// <summary>P4: steps of E10, a convolution learning the outputs of another, against PyTorch's modules; the turns alternate.</summary>
internal static class RecoverySteps
{
    private const int Images = 100, Steps = 10, WeightSeed = 42, TargetSeed = 7, ImageSeed = 1;

    private const double Tolerance = 1e-4;

    private static readonly ModelSpec Model = new([3, 32, 32], [new Conv2dSpec(20, 5)]);

    private static readonly TrainingSpec Training = new(new SgdSpec(0.01), LossKind.L2, Images);

    /// <summary>Runs the benchmark, prints a table and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(int repeat, string python, FileInfo json)
    {
        try
        {
            using var peer = new TorchPeer(python, "recovery_steps.py");
            var contest = new Contest("P4", $"{Steps} steps of E10 (20 filters of 5x5x3, {Images} images of 32x32, L2)", peer,
            [
                new("PyTorch", () => peer.Take("modules")),
                new("ours", Ours()),
            ]);
            contest.Run(repeat, Tolerance);
            contest.Print();
            contest.Write(json);
            return 0;
        }
        catch (BenchmarkException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static Func<(double Seconds, double Loss)> Ours()
    {
        float[] inputs = new float[Images * Model.InputShape.Length], targets = new float[Images * Model.OutputShape().Length];
        new TorchRandom(ImageSeed).Normal(inputs);
        new ManagedBackend().Build(Model, Training, new TorchRandom(TargetSeed)).Predict(inputs, targets);
        IModel model = new ManagedBackend().Build(Model, Training, new TorchRandom(WeightSeed));
        return () =>
        {
            double loss = 0;
            long begin = Stopwatch.GetTimestamp();
            for (int step = 0; step < Steps; step++)
                loss += model.TrainStep(inputs, targets);
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss / Steps);
        };
    }
}
