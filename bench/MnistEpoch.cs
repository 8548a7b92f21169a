using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Tensors;

namespace ActorTraining.Bench;

/// <summary>P1: one epoch of E2, ours with and without leaving out zeros, against PyTorch by hand and with modules; the turns alternate.</summary>
internal static class MnistEpoch
{
    private const int Samples = 60_000, Features = 784, Hidden = 128, Classes = 10, Batch = 32;

    private static readonly JsonSerializerOptions JsonLayout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly ModelSpec Model = new([Features], [new LinearSpec(Hidden), new SigmoidSpec(), new LinearSpec(Classes)]);

    /// <summary>Runs the benchmark, prints a table and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(DirectoryInfo data, int repeat, string python, FileInfo json)
    {
        string parameters = Path.GetTempFileName();
        try
        {
            using var peer = new TorchPeer(python, "mnist_epoch.py", data.FullName, parameters);
            Contestant[] contestants = Contestants(peer, data, parameters);
            Compete(contestants, repeat);
            Print(contestants, peer);
            Write(contestants, peer, json);
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

    private static void Compete(Contestant[] contestants, int repeat)
    {
        foreach (Contestant contestant in contestants)
            contestant.WarmUp();
        foreach (Contestant contestant in contestants)
        {
            if (Math.Abs(contestant.FirstLoss - contestants[0].FirstLoss) > 1e-3)
                throw new BenchmarkException(
                    $"{contestant.Name} ends its first epoch with the loss {contestant.FirstLoss:F4}, {contestants[0].Name} with {contestants[0].FirstLoss:F4}: they do not do the same work");
        }

        for (int turn = 0; turn < repeat; turn++)
        {
            foreach (Contestant contestant in contestants)
                contestant.Run();
        }
    }

    private static void Print(Contestant[] contestants, TorchPeer peer)
    {
        Machine machine = Machine.Current;
        Console.WriteLine($"P1: one epoch of E2 (784-128-10, batch 32), one thread each, {contestants[0].Seconds.Count} alternating turns");
        Console.WriteLine($"{machine.Processor}, {machine.LogicalProcessors} logical processors, {machine.InstructionSet}; {machine.Runtime}; PyTorch {peer.Version} on {peer.Blas}");
        Console.WriteLine();
        Console.WriteLine($"{"",-22}{"median s",10}{"least s",10}{"first s",10}{"ratio",8}");
        foreach (Contestant contestant in contestants)
        {
            string ratio = (contestants[0].Median / contestant.Median).ToString("F2", CultureInfo.InvariantCulture);
            Console.WriteLine($"{contestant.Name,-22}{contestant.Median,10:F4}{contestant.Least,10:F4}{contestant.First,10:F4}{ratio,8}");
        }
    }

    private static void Write(Contestant[] contestants, TorchPeer peer, FileInfo json)
    {
        var document = new
        {
            benchmark = "P1",
            time = DateTimeOffset.UtcNow,
            machine = Machine.Current,
            peer = new { torch = peer.Version, blas = peer.Blas },
            contestants = contestants.Select(contestant => new
            {
                contestant.Name,
                contestant.Median,
                contestant.Least,
                contestant.First,
                contestant.FirstLoss,
                Ratio = contestants[0].Median / contestant.Median,
                contestant.Seconds,
            }),
        };
        json.Directory!.Create();
        File.WriteAllText(json.FullName, JsonSerializer.Serialize(document, JsonLayout));
    }

    /// <summary>For models whose parameters come from elsewhere.</summary>
    private sealed class NoRandomness : IRandomSource
    {
        public void Normal(Span<float> target) => target.Clear();

        public void Uniform(Span<float> target) => target.Clear();
    }
}
