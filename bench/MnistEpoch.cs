using System.Diagnostics;
using System.Runtime.InteropServices;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Bench;

/// <summary>P1: one epoch of E2, ours with and without leaving out zeros, against PyTorch by hand and with modules; the turns alternate.</summary>
internal static class MnistEpoch
{
    private const int Samples = 60_000, Features = 784, Hidden = 128, Classes = 10, Batch = 32;

    private static readonly ModelSpec Model = new([Features], [new LinearSpec(Hidden), new SigmoidSpec(), new LinearSpec(Classes)]);

    /// <summary>Runs the benchmark, prints a table and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(DirectoryInfo data, int repeat, string python, FileInfo json)
    {
        string parameters = Path.GetTempFileName();
        try
        {
            using var peer = new TorchPeer(python, "mnist_epoch.py", data.FullName, parameters);
            var contest = new Contest("P1", "one epoch of E2 (784-128-10, batch 32)", peer, Contestants(peer, data, parameters));
            contest.Run(repeat, tolerance: 1e-3);
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
            File.Delete(parameters);
        }
    }

    private static Contestant[] Contestants(TorchPeer peer, DirectoryInfo data, string parameters)
    {
        float[] inputs = [.. File.ReadAllBytes(Path.Combine(data.FullName, "train-images-idx3-ubyte")).Skip(16).Select(pixel => pixel / 255f)];
        int[] labels = [.. File.ReadAllBytes(Path.Combine(data.FullName, "train-labels-idx1-ubyte")).Skip(8).Select(label => (int)label)];
        IReadOnlyList<NamedTensor> state = MatrixState.ToModules(ReadParameters(parameters), Model);
        return
        [
            new("PyTorch by hand", () => peer.Take("hand")),
            new("ours, dense", Ours(inputs, labels, state, skipZeros: false)),
            new("ours, skipping zeros", Ours(inputs, labels, state, skipZeros: true)),
            new("PyTorch with modules", () => peer.Take("modules")),
        ];
    }

    private static Func<(double Seconds, double Loss)> Ours(float[] inputs, int[] labels, IReadOnlyList<NamedTensor> state, bool skipZeros)
    {
        var backend = new ManagedBackend(new ManagedBackend().InstructionSet, skipZeros);
        IModel model = backend.Build(Model, new TrainingSpec(new SgdSpec(0.1), LossKind.CrossEntropy, Batch), new NoRandomness());
        model.LoadState(state);
        return () =>
        {
            double loss = 0;
            long begin = Stopwatch.GetTimestamp();
            for (int row = 0; row < Samples; row += Batch)
                loss += model.TrainStep(inputs.AsSpan(row * Features, Batch * Features), labels.AsSpan(row, Batch)).Loss * Batch;
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss / Samples);
        };
    }

    private static List<NamedTensor> ReadParameters(string file)
    {
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file));
        var matrices = new List<NamedTensor>();
        foreach ((string name, Shape shape) in new (string, Shape)[] { ("W1", [Features, Hidden]), ("b1", [Hidden]), ("W2", [Hidden, Classes]), ("b2", [Classes]) })
        {
            matrices.Add(new NamedTensor(name, new Tensor<float>(shape, all[..shape.Length])));
            all = all[shape.Length..];
        }

        return matrices;
    }
}
