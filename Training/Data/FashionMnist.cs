namespace ActorTraining.Training.Data;

/// <summary>Fashion-MNIST: pictures of clothes in the format of MNIST (H. Xiao, K. Rasul, R. Vollgraf, 2017).</summary>
public static class FashionMnist
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";
    private const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>The entry of the catalogue.</summary>
    public static DatasetDescription Description { get; } = new(
        "fashion-mnist",
        "Clothes: 60,000 images for training, 10,000 for testing, 28×28 grey, 10 classes",
        [
            new DatasetFile(TrainImages, 47_040_016, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            new DatasetFile(TrainLabels, 60_008, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            new DatasetFile(TestImages, 7_840_016, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
            new DatasetFile(TestLabels, 10_008, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ],
        [
            new HttpMirror(new Uri("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")),
            new HttpMirror(new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/")),
            new DebianPackage("dataset-fashion-mnist", "/usr/share/datasets/fashion-mnist"),
        ],
        Open)
    {
        Shape = new ImageShape(1, 28, 28),
    };

    private static Dataset Open(string folder)
    {
        string[] classes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];
        ImageSet train = IdxImages.Read(folder, TrainImages, TrainLabels, classes.Length);
        ImageSet test = IdxImages.Read(folder, TestImages, TestLabels, classes.Length);
        return new Dataset("fashion-mnist", classes, train, test);
    }
}
