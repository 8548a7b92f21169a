using System.Diagnostics;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Bench;

/// <summary>P3: one epoch of E14, three hidden layers with batch normalisation, trained by Adam, against PyTorch's modules; the turns alternate.</summary>
internal static class FashionEpoch
{
    private const int Samples = 60_000, Features = 784, Batch = 64;

    /// <summary>Training is chaotic: rounding alone puts the mean losses of an epoch some thousandths apart.</summary>
    private const double Tolerance = 0.01;

    private static readonly ModelSpec Model = new([Features],
    [
        .. Block(512), .. Block(256), .. Block(128), new LinearSpec(10),
    ]);

    /// <summary>Runs the benchmark, prints a table and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(DirectoryInfo data, int repeat, string python, FileInfo json)
    {
        string state = Path.GetTempFileName();
        try
        {
            using var peer = new TorchPeer(python, "fashion_epoch.py", data.FullName, state);
            using FileStream file = File.OpenRead(state);
            var contest = new Contest("P3", "one epoch of E14 (784-512-256-128-10, BatchNorm, Adam, batch 64)", peer,
            [
                new("PyTorch", () => peer.Take("modules")),
                new("ours", Ours(data, [.. TorchFile.Read(file, state)])),
                new("PyTorch, foreach", () => peer.Take("foreach")),
            ]);
            contest.Run(repeat, Tolerance);
            contest.Print();
            contest.Write(json);
            return 0;
        }
        catch (Exception e) when (e is BenchmarkException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        finally
        {
            File.Delete(state);
        }
    }

    private static Func<(double Seconds, double Loss)> Ours(DirectoryInfo data, IReadOnlyList<NamedTensor> state)
    {
        float[] inputs = [.. File.ReadAllBytes(Path.Combine(data.FullName, "train-images-idx3-ubyte")).Skip(16).Select(pixel => (pixel / 255f - 0.5f) / 0.5f)];
        int[] labels = [.. File.ReadAllBytes(Path.Combine(data.FullName, "train-labels-idx1-ubyte")).Skip(8).Select(label => (int)label)];
        var training = new TrainingSpec(new AdamSpec { WeightDecay = 1e-5 }, LossKind.CrossEntropy, Batch);
        IModel model = new ManagedBackend().Build(Model, training, new NoRandomness());
        model.LoadState(state);
        return () =>
        {
            double loss = 0;
            long begin = Stopwatch.GetTimestamp();
            for (int row = 0; row < Samples; row += Batch)
            {
                int rows = Math.Min(Batch, Samples - row);
                loss += model.TrainStep(inputs.AsSpan(row * Features, rows * Features), labels.AsSpan(row, rows)).Loss * rows;
            }

            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss / Samples);
        };
    }

    private static LayerSpec[] Block(int units) => [new LinearSpec(units), new BatchNorm1dSpec(), new LeakyReLUSpec(0.2)];
}
