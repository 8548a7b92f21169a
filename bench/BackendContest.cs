using System.Diagnostics;
using ActorTraining.Training.Data;
using ActorTraining.Training.Jobs;
using ActorTraining.Training.Losses;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Devices;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Optimizers;
using ActorTraining.Training.Random;
using ActorTraining.Training.Torch;

namespace ActorTraining.Bench;

/// <summary>The same training on every backend of this build: managed, TorchSharp on the processor, TorchSharp on a GPU; the turns alternate.</summary>
internal static class BackendContest
{
    private const int WeightSeed = 42, ImageSeed = 1, Classes = 43;

    /// <summary>Training is chaotic: rounding alone puts the mean losses of an epoch some thousandths apart.</summary>
    private const double Tolerance = 0.01;

    private static readonly ModelSpec Mnist = new([784],
    [
        new LinearSpec(128) { WeightInit = new NormalInit(), BiasInit = new ZerosInit() }, new SigmoidSpec(),
        new LinearSpec(10) { WeightInit = new NormalInit(), BiasInit = new ZerosInit() },
    ]);

    private static readonly ModelSpec Fashion = new([784], [.. Block(512), .. Block(256), .. Block(128), new LinearSpec(10)]);

    /// <summary>Runs the benchmarks, prints a table for each and writes the figures.</summary>
    /// <returns>The exit code: 1 when there is no figure.</returns>
    public static int Run(int images, int repeat, DirectoryInfo json)
    {
        try
        {
            List<(string Name, IModelBackend Backend)> backends = Found();
            Set("B2", "an epoch of E2 (784-128-10, batch 32)", "mnist", PixelScaling.Unit, Mnist, new TrainingSpec(new SgdSpec(0.1), LossKind.CrossEntropy, 32));
            Set("B14", "an epoch of E14 (784-512-256-128-10, BatchNorm, Adam, batch 64)", "fashion-mnist", PixelScaling.Normalized([0.5f], [0.5f]), Fashion, new TrainingSpec(new AdamSpec { WeightDecay = 1e-5 }, LossKind.CrossEntropy, 64));
            Hold("B4", $"a step of E4 ({images} images of 256x256, Adam)", backend => Step(backend, images));
            return 0;

            void Set(string id, string title, string name, PixelScaling scaling, ModelSpec model, TrainingSpec training)
            {
                ImageSet set = DatasetLibrary.Default.LoadAsync(name).GetAwaiter().GetResult().Train;
                Hold(id, title, backend => Epoch(backend, set, scaling, model, training));
            }

            void Hold(string id, string title, Func<IModelBackend, Func<(double Seconds, double Loss)>> contestant)
            {
                var contest = new Contest(id, title, null, [.. backends.Select(found => new Contestant(found.Name, contestant(found.Backend)))]);
                contest.Run(repeat, Tolerance);
                contest.Print();
                Console.WriteLine();
                contest.Write(new FileInfo(Path.Combine(json.FullName, $"{id.ToLowerInvariant()}.json")));
            }
        }
        catch (Exception error) when (error is BenchmarkException or DatasetUnavailableException or TrialException or IOException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }

    private static List<(string Name, IModelBackend Backend)> Found()
    {
        IModelBackends all = Backends.OfThisBuild;
        List<(string, IModelBackend)> found = [("managed", all.Choose(BackendName.Managed, "cpu:0", 0)), ("torch, processor", all.Choose(BackendName.Torch, "cpu:0", 0))];
        if (all.Gpus > 0)
            found.Add(("torch, cuda:0", all.Choose(BackendName.Torch, "cuda:0", 0)));
        return found;
    }

    private static Func<(double Seconds, double Loss)> Epoch(IModelBackend backend, ImageSet set, PixelScaling scaling, ModelSpec spec, TrainingSpec training)
    {
        IModel model = backend.Build(spec, training, new TorchRandom(WeightSeed));
        IDeviceSamples? kept = (model as IDeviceModel)?.Keep(set, scaling);
        var loader = new BatchLoader(set, new BatchOptions(training.MaxBatch, scaling));
        int[] order = [.. Enumerable.Range(0, set.Count)];
        return () =>
        {
            long begin = Stopwatch.GetTimestamp();
            double loss = kept is null ? Loaded() : Kept((IDeviceModel)model, kept);
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss / set.Count);
        };

        double Loaded()
        {
            double loss = 0;
            loader.BeginEpoch(1, order);
            while (loader.TryNext(out ImageBatch batch))
                loss += model.TrainStep(batch.Images, batch.Labels).Loss * batch.Count;
            return loss;
        }

        double Kept(IDeviceModel device, IDeviceSamples samples)
        {
            double loss = 0;
            samples.Arrange(order);
            var outstanding = new Queue<int>();
            for (int first = 0; first < samples.Count; first += training.MaxBatch)
            {
                outstanding.Enqueue(Math.Min(training.MaxBatch, samples.Count - first));
                device.Enqueue(samples, first, outstanding.Last());
                if (outstanding.Count == device.MostOutstanding || first + training.MaxBatch >= samples.Count)
                    loss += device.Collect().Sum(step => step.Loss * outstanding.Dequeue());
            }

            return loss;
        }
    }

    private static Func<(double Seconds, double Loss)> Step(IModelBackend backend, int images)
    {
        ModelSpec spec = GroceryNetwork.Create();
        float[] inputs = new float[images * spec.InputShape.Length];
        new TorchRandom(ImageSeed).Normal(inputs);
        int[] labels = [.. Enumerable.Range(0, images).Select(image => image % Classes)];
        IModel model = backend.Build(spec, new TrainingSpec(new AdamSpec(5e-4) { WeightDecay = 1e-2 }, LossKind.NegativeLogLikelihood, images), new TorchRandom(WeightSeed));
        return () =>
        {
            long begin = Stopwatch.GetTimestamp();
            double loss = model.TrainStep(inputs, labels).Loss;
            return (Stopwatch.GetElapsedTime(begin).TotalSeconds, loss);
        };
    }

    private static LayerSpec[] Block(int units) => [new LinearSpec(units), new BatchNorm1dSpec(), new LeakyReLUSpec(0.2)];
}
