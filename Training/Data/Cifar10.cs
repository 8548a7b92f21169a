namespace ActorTraining.Training.Data;

/// <summary>CIFAR-10: small colour photographs, 50,000 to train with and 10,000 to test with (A. Krizhevsky, 2009), from its binary archive.</summary>
public static class Cifar10
{
    private const string Archive = "cifar-10-binary.tar.gz";

    /// <summary>The entry of the catalogue.</summary>
    public static DatasetDescription Description { get; } = new(
        "cifar-10",
        "Photographs: 50,000 images for training, 10,000 for testing, 3×32×32, 10 classes",
        [new DatasetFile(Archive, 170_052_171, "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")],
        [new HttpMirror(new Uri("https://www.cs.toronto.edu/~kriz/"), compressed: false)],
        folder =>
        {
            using FileStream stream = File.OpenRead(Path.Combine(folder, Archive));
            return CifarArchive.Read(stream, Archive, "cifar-10");
        })
    {
        Shape = new ImageShape(3, 32, 32),
    };
}
