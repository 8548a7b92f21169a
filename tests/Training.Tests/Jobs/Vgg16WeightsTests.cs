using System.Text;
using ActorTraining.Training.Models;
using ActorTraining.Training.Models.Networks;
using ActorTraining.Training.Random;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Tests.Data;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Weights as torchvision's <c>vgg16</c> has them, at full size and with random numbers in them.</summary>
public sealed class Vgg16WeightsTests : IDisposable
{
    private const long FileBytes = 553_430_176, MemoryBytes = 4L << 30;

    private readonly TemporaryFolder _folder = new();
    private readonly PictureFolder _pictures = new(2, 24, 24);

    private string File => _folder["vgg16.pth"];

    public void Dispose()
    {
        _pictures.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_file_of_full_size_is_loaded_and_answers_with_the_names_of_a_thousand_classes()
    {
        SkipWhereThereIsNoRoom();
        WriteAll();
        Assert.InRange(new FileInfo(File).Length, FileBytes, FileBytes + 20_000);
        System.IO.File.WriteAllLines(_folder["names.txt"], Enumerable.Range(0, 1000).Select(i => $"thing {i}"));

        var trial = JobRun.Run("filters", new { weights = File, images = _pictures.Files, names = _folder["names.txt"] });

        Assert.Equal(138_357_544, trial.Reports.Single().Metrics["parameters"]);
        Tensor<float> logits = NumpyArray.Read(new MemoryStream(trial.Artifacts["logits.npy"]), "logits.npy");
        Assert.Equal(Shape.Create(2, 1000), logits.Shape);
        Assert.All(logits.Span.ToArray(), logit => Assert.True(float.IsFinite(logit)));
        Assert.NotEqual(logits.Slice(0, 1).Span.ToArray(), logits.Slice(1, 1).Span.ToArray());
        string table = Encoding.UTF8.GetString(trial.Artifacts["predictions.md"]);
        Assert.Equal(10, table.Split('\n').Count(line => line.StartsWith("| 00", StringComparison.Ordinal)));
        Assert.Contains("| 000.png | 1 | thing 777 | 100.00% |", table); // the bias of the last layer favours it
        Assert.Contains("| 001.png | 1 | thing 777 | 100.00% |", table);
        string drawing = Encoding.UTF8.GetString(trial.Artifacts["filters.svg"]);
        Assert.Contains(">filter 3, blue<", drawing);
        Assert.Contains(">answer of filter 3<", drawing);
    }

    [Fact]
    public void A_network_of_fewer_layers_is_told_by_the_names_of_its_file()
    {
        // VGG11 begins with one convolution of 64 channels and goes on with 128.
        Write(new NamedTensor("features.0.weight", new Tensor<float>([64, 3, 3, 3])), new NamedTensor("features.0.bias", new Tensor<float>([64])), new NamedTensor("features.3.weight", new Tensor<float>([128, 64, 3, 3])));
        string message = JobRun.Fault("filters", new { weights = File, images = _pictures.Files });
        Assert.StartsWith($"params.weights: {File} is not of this network: features.2.weight [64, 64, 3, 3] is missing; the state has features.0.weight [64, 3, 3, 3], ", message);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_told_by_its_name_in_the_file()
    {
        Write(new NamedTensor("features.0.weight", new Tensor<float>([64, 1, 3, 3])));
        Assert.EndsWith(
            "is not of this network: features.0.weight: VGG16 expects the shape [64, 3, 3, 3], the state has [64, 1, 3, 3]",
            JobRun.Fault("filters", new { weights = File, images = _pictures.Files }));
    }

    [Fact]
    public void The_names_of_torchvision_and_ours_are_turned_into_each_other()
    {
        string[] ours = [.. Vgg16.Create().State().Select(entry => entry.Name)], theirs = [.. ours.Select(Vgg16.TorchvisionName)];
        Assert.Equal(32, theirs.Distinct().Count());
        Assert.Equal(["features.0.weight", "features.0.bias", "features.2.weight"], theirs[..3]);
        Assert.Equal(["classifier.0.weight", "classifier.0.bias", "classifier.3.weight", "classifier.3.bias", "classifier.6.weight", "classifier.6.bias"], theirs[26..]);
        Assert.Equal(ours, Vgg16.FromTorchvision([.. theirs.Select(name => new NamedTensor(name, new Tensor<float>([1])))]).Select(tensor => tensor.Name));
    }

    private void SkipWhereThereIsNoRoom()
    {
        long memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, disk = new DriveInfo(_folder.Path).AvailableFreeSpace;
        Assert.SkipUnless(memory >= MemoryBytes, $"VGG16 at full size needs {MemoryBytes >> 30} GiB of memory, and there are {memory >> 20:N0} MiB");
        Assert.SkipUnless(disk >= 2 * FileBytes, $"VGG16 at full size needs {2 * FileBytes / 1_000_000:N0} MB of disk in {Path.GetTempPath()}, and {disk / 1_000_000:N0} MB are free");
    }

    /// <summary>Every tensor with normal numbers of the deviation that keeps signals from fading; drawn once and used again and again, which is faster and as good here.</summary>
    private void WriteAll()
    {
        float[] draws = new float[1_000_003];
        new TorchRandom(3).Normal(draws);
        int next = 0;
        NamedTensor Draw((string Name, Shape Shape) entry)
        {
            var values = new Tensor<float>(entry.Shape);
            float scale = entry.Shape.Rank == 1 ? 0.01f : MathF.Sqrt(2f * entry.Shape[0] / entry.Shape.Length);
            for (int done = 0; done < values.Length;)
            {
                ReadOnlySpan<float> from = draws.AsSpan(next, Math.Min(values.Length - done, draws.Length - next));
                Span<float> to = values.Span.Slice(done, from.Length);
                for (int i = 0; i < to.Length; i++)
                    to[i] = scale * from[i];
                (done, next) = (done + from.Length, (next + from.Length) % draws.Length);
            }

            if (entry.Name == "classifier.6.bias")
                values[777] = 1000;
            return new NamedTensor(entry.Name, values);
        }

        Write([.. Vgg16.Create().State().Select(entry => Draw((Vgg16.TorchvisionName(entry.Name), entry.Shape)))]);
    }

    private void Write(params IReadOnlyList<NamedTensor> tensors)
    {
        using FileStream file = System.IO.File.Create(File);
        TorchFile.Write(new StateDictionary(tensors), file);
    }
}
