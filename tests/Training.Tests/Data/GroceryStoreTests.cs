using System.Diagnostics;
using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Jpeg;
using ActorTraining.Training.Tests.Images;

namespace ActorTraining.Training.Tests.Data;

public sealed class GroceryStoreTests(ITestOutputHelper output) : IDisposable
{
    private readonly PictureFolder _pictures = new();

    private GroceryStore Spec => new() { Folder = _pictures.Path, Options = new ImageOptions { Resize = 4 } };

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Reads_lists_and_classes()
    {
        AddStore();
        Dataset coarse = _pictures.Load(Spec), fine = _pictures.Load(Spec with { Fine = true });
        Assert.Equal(["Apple", "Milk"], coarse.Classes);
        Assert.Equal(["Golden", "Granny", "Milk"], fine.Classes);
        Assert.Equal([(10, 0), (20, 0)], PictureFolder.Shades(coarse.Train));
        Assert.Equal([(10, 0), (20, 1)], PictureFolder.Shades(fine.Train));
        Assert.Equal([(30, 1)], PictureFolder.Shades(coarse.Validation!));
        Assert.Equal([(30, 2)], PictureFolder.Shades(fine.Test));
        Assert.Single(_pictures.Packed); // what the classes are called does not change the images
    }

    [Theory]
    [InlineData("train/a.png, 0, 0\ntrain/a.png, 3, 1\n", "train.txt, line 2: the fine class 3 is not in classes.csv, which has 0 to 2")]
    [InlineData("train/a.png, 1, 1\n", "train.txt, line 1: the coarse class is 1, but classes.csv puts the fine class 1 into 0")]
    [InlineData("train/a.png, 0\n", "train.txt, line 1: is not 'path, fine class, coarse class' with numbers for the classes")]
    [InlineData("train/a.png, x, 0\n", "train.txt, line 1: is not 'path, fine class, coarse class' with numbers for the classes")]
    [InlineData("../a.png, 0, 0\n", "train.txt, line 1: '../a.png' is not a path within the folder of the data set")]
    public void Names_the_line_that_does_not_match_the_classes(string list, string rule)
    {
        AddStore();
        _pictures.Write("train.txt", list);
        Assert.Equal(rule, Fault());
    }

    [Theory]
    [InlineData("Golden,0,Apple,0\nGranny,0,Apple,0", "classes.csv, line 3: the class 0 comes twice")]
    [InlineData("Golden,0,Apple,0\nGranny,1,Pear,0", "classes.csv, line 3: the coarse class 0 is 'Pear' here and 'Apple' before")]
    [InlineData("Golden,0,Apple,0\nGranny,2,Pear,1", "classes.csv: has 2 classes, but none of number 1")]
    [InlineData("Golden,0,Apple", "classes.csv, line 2: is not 'class, number, coarse class, number, ...'")]
    public void Names_the_line_of_the_classes_that_is_wrong(string classes, string rule)
    {
        AddStore();
        _pictures.Write("classes.csv", "Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int)\n" + classes);
        Assert.Equal(rule, Fault());
    }

    [Fact]
    public void Says_where_the_data_set_is_to_be_had() =>
        Assert.Contains("git clone https://github.com/marcusklasson/GroceryStoreDataset", Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec with { Folder = "/no/such/folder" })).Message);

    [Fact]
    public void Has_the_images_that_its_authors_counted()
    {
        var clock = Stopwatch.StartNew();
        Dataset grocery = _pictures.Load(Spec with { Folder = TestData.Folder("grocery"), Options = new ImageOptions { Resize = 32 } });
        output.WriteLine($"decoded and resized 5,421 images in {clock.Elapsed.TotalSeconds:0.0} s");

        Assert.Equal((2640, 296, 2485), (grocery.Train.Count, grocery.Validation!.Count, grocery.Test.Count));
        Assert.Equal(43, grocery.Classes.Count);
        Assert.Equal(("Apple", "Zucchini"), (grocery.Classes[0], grocery.Classes[42]));
        Assert.Equal(42, grocery.Test.Labels[^1]);
        Assert.Equal(43, grocery.Train.Labels.ToArray().Distinct().Count());
    }

    [Fact]
    public void Is_decoded_alike_with_and_without_libturbojpeg()
    {
        string folder = TestData.Folder("grocery");
        byte[][] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "val"), "*.jpg", SearchOption.AllDirectories).Order().Select(File.ReadAllBytes)];
        RasterImage[] ours = Timed("managed", files, file => JpegDecoder.Decode(file, ImageLimits.Default));
        Assert.SkipUnless(TurboJpeg.IsAvailable, "libturbojpeg is not installed (Debian: libturbojpeg0).");
        RasterImage[] theirs = Timed("libturbojpeg", files, file => TurboJpeg.TryDecode(file, ImageLimits.Default)!);
        for (int i = 0; i < files.Length; i++)
        {
            ImageFixtures.AssertSame(theirs[i], ours[i]);
        }
    }

    private RasterImage[] Timed(string name, byte[][] files, Func<byte[], RasterImage> decode)
    {
        decode(files[0]);
        var clock = Stopwatch.StartNew();
        RasterImage[] images = [.. files.Select(decode)];
        output.WriteLine($"{name}: {files.Length / clock.Elapsed.TotalSeconds:0} images/s of {images[0].Width}×{images[0].Height} on one core");
        return images;
    }

    private string Fault() => Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec)).Message;

    private void AddStore()
    {
        _pictures.Add("train/a.png", 10);
        _pictures.Add("train/b.png", 20, width: 9);
        _pictures.Add("other/c.png", 30);
        _pictures.Write("train.txt", "train/a.png, 0, 0\ntrain/b.png, 1, 0\n");
        _pictures.Write("val.txt", "other/c.png, 2, 1\n");
        _pictures.Write("test.txt", "other/c.png, 2, 1");
        _pictures.Write("classes.csv", "Class Name (str),Class ID (int),Coarse Class Name (str),Coarse Class ID (int),Iconic\nGolden,0,Apple,0,/x\nGranny,1,Apple,0,/x\nMilk,2,Milk,1,/x\n");
    }
}
