using System.Diagnostics;
using System.Globalization;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;

namespace ActorTraining.Bench;

/// <summary>P2: a step of E4's network on images of 256×256 against PyTorch's modules; the turns alternate.</summary>
/// <remarks>Without the dropout, whose masks would set the losses apart by which the contestants are seen to do the same work. It acts on 43 values of an image.</remarks>
internal static class GroceryStep
{
    private const int WeightSeed = 42, ImageSeed = 1, Classes = 43;

    private const double Tolerance = 1e-3;

    private static readonly ModelSpec Grocery = GroceryNetwork.Create();

    private static readonly ModelSpec Model = Grocery with { Layers = [.. Grocery.Layers.Where(layer => layer is not DropoutSpec)] };

    /// <summary>Runs the benchmark, prints a table and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(int images, int repeat, string python, FileInfo json)
    {
        try
        {
            using var peer = new TorchPeer(python, "grocery_step.py", images.ToString(CultureInfo.InvariantCulture));
            var contest = new Contest("P2", $"one step of E4 ({images} images of 256x256, 98,533 parameters, Adam)", peer,
            [
                new("PyTorch", () => peer.Take("modules")),
                new("ours", Ours(images, fuse: true)),
                new("ours, layer by layer", Ours(images, fuse: false)),
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

    private static Func<(double Seconds, double Loss)> Ours(int images, bool fuse)
    {
        float[] inputs = new float[images * Model.InputShape.Length];
        new TorchRandom(ImageSeed).Normal(inputs);
        int[] labels = [.. Enumerable.Range(0, images).Select(image => image % Classes)];
        var backend = new ManagedBackend(new ManagedBackend().InstructionSet, skipZeros: true, fuse);
        var training = new TrainingSpec(new AdamSpec(5e-4) { WeightDecay = 1e-2 }, LossKind.NegativeLogLikelihood, images);
        IModel model = backend.Build(Model, training, new TorchRandom(WeightSeed));
        return () =>
        {
            long begin = Stopwatch.GetTimestamp();
            double loss = model.TrainStep(inputs, labels).Loss;
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss);
        };
    }
}
