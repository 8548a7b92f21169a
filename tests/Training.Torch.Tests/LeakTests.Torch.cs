using System.Globalization;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tests;

namespace ActorTraining.Training.Torch.Tests;

/// <summary>The collector does not see native memory: what a step takes, it has to give back itself.</summary>
public sealed class LeakTests
{
    private const int Steps = 10_000, Batch = 32, Inputs = 64, Classes = 10;

    /// <summary>A step takes and gives back about 300 kB here, so that a tenth of them left lying would be 300 MB.</summary>
    private const long Most = 24L << 20;

    private static readonly ModelSpec Model = new([Inputs],
        [new LinearSpec(256), new BatchNorm1dSpec(), new ReLUSpec(), new DropoutSpec(), new LinearSpec(Classes)]);

    [Fact]
    public void Ten_thousand_steps_leave_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the memory of the process is read from /proc");
        using var model = (IDeviceModel)new TorchBackend(TorchDevice.Processor with { MostOutstanding = 16 }).Build(
            Model, new TrainingSpec(new AdamSpec(), LossKind.CrossEntropy, Batch) { Regularisation = new Regularisation(1e-5, 1e-5) }, Numbers.Source(1));
        float[] inputs = Numbers.Draw(Batch * Inputs, 1);
        int[] labels = Numbers.Labels(Batch, Classes, 1);
        Take(500);
        long before = NativeBytes();

        Take(Steps);

        long grown = NativeBytes() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{Steps:N0} steps: {grown / 1e6:0.0} MB more in a process of {before / 1e6:0} MB");
        Assert.True(grown < Most, $"{grown / 1e6:0} MB more after {Steps:N0} steps");

        void Take(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                model.LearningRate = 1e-3 / (1 + step);
                model.Enqueue(inputs, labels);
                if (step % model.MostOutstanding == model.MostOutstanding - 1)
                    model.Collect();
                if (step % 250 == 0)
                {
                    model.Collect();
                    model.Evaluate(inputs, labels);
                    model.GetState();
                    _ = model.Penalty;
                }
            }

            model.Collect();
        }
    }

    [Fact]
    public void Models_that_are_disposed_leave_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the memory of the process is read from /proc");
        Take(10);
        long before = NativeBytes();

        Take(100);

        // Each takes 12 MB with gradients and what Adam remembers.
        long grown = NativeBytes() - before;
        Assert.True(grown < 100L << 20, $"{grown / 1e6:0} MB more after 100 models");

        static void Take(int models)
        {
            for (int i = 0; i < models; i++)
            {
                using IModel model = new TorchBackend(TorchDevice.Processor).Build(
                    new ModelSpec([784], [new LinearSpec(1_000)]), new TrainingSpec(new AdamSpec(), LossKind.CrossEntropy, 8), Numbers.Source(1));
                model.TrainStep(Numbers.Draw(8 * 784, i), Numbers.Labels(8, 1_000, i));
            }
        }
    }

    /// <summary>The memory that the process has in RAM beside the collector's.</summary>
    private static long NativeBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return (long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024) - GC.GetGCMemoryInfo().TotalCommittedBytes;
    }
}
