using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly PictureFolder _pictures = new();

    private ImageFolder Spec => new() { Folder = _pictures.Path, Split = new DataSplit { Test = 0.25 } };

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Takes_the_classes_from_the_names_of_the_folders()
    {
        AddParts();
        Dataset dataset = _pictures.Load(Spec);

        Assert.Equal("pictures", dataset.Name);
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(new ImageShape(3, 4, 4), dataset.Train.Shape);
        Assert.Equal([(10, 0), (11, 0), (20, 1)], PictureFolder.Shades(dataset.Train));
        Assert.Equal([(12, 0)], PictureFolder.Shades(dataset.Validation!));
        Assert.Equal([(21, 1)], PictureFolder.Shades(dataset.Test));
    }

    [Fact]
    public void Sets_apart_images_to_be_judged_by_where_the_folder_has_no_parts()
    {
        for (byte i = 0; i < 8; i++)
        {
            _pictures.Add($"{(i < 4 ? "a" : "b")}/{i}.png", i);
        }

        Dataset dataset = _pictures.Load(Spec with { Split = new DataSplit { Test = 0.25, Seed = 1 } });
        Assert.Equal((6, 2), (dataset.Train.Count, dataset.Test.Count));
        byte[] all = [.. new[] { dataset.Train, dataset.Test }.SelectMany(PictureFolder.Shades).Select(image => image.Shade)];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], all.Order().ToArray());
        Assert.NotEqual([0, 1, 2, 3, 4, 5, 6, 7], all);
    }

    [Fact]
    public void Resizes_by_stretching_or_cropping_and_makes_grey_of_colour()
    {
        _pictures.Add("a/1.png", 90, width: 12, height: 6);
        _pictures.Add("a/2.png", 30, width: 5, height: 9);
        foreach (ImageFit fit in Enum.GetValues<ImageFit>())
        {
            Dataset dataset = _pictures.Load(Spec with { Split = new DataSplit { Test = 0.5 }, Options = new ImageOptions { Resize = 3, Fit = fit, Channels = 1 } });
            Assert.Equal(new ImageShape(1, 3, 3), dataset.Train.Shape);
            Assert.Equal(Enumerable.Repeat((byte)90, 9), dataset.Train.Pixels(0).ToArray());
            Assert.Equal(Enumerable.Repeat((byte)30, 9), dataset.Test.Pixels(0).ToArray());
        }
    }

    [Fact]
    public void Refuses_an_image_of_another_size_by_name()
    {
        AddParts();
        _pictures.Add("train/cat/b.png", 9, width: 5);
        var error = Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec));
        Assert.Equal(
            "pictures: train/cat/b.png: has 5×4 pixels, the first image has 4×4; set resize to give all one size (on_bad_image: skip does without such images)",
            error.Message);
        Assert.Empty(_pictures.Packed);
    }

    [Fact]
    public void Names_the_first_broken_file_in_the_middle_of_a_set()
    {
        for (int i = 0; i < 60; i++)
        {
            _pictures.Add($"a/{i:00}.png", (byte)i);
        }

        _pictures.Write("a/23.png", File.ReadAllBytes(_pictures["a/23.png"])[..40]);
        _pictures.Write("a/57.png", []);
        var error = Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec));
        Assert.StartsWith("pictures: a/23.png: it is truncated: ", error.Message);
    }

    [Fact]
    public void Does_without_broken_files_where_it_may_and_says_so_every_time()
    {
        AddParts();
        _pictures.Write("train/cat/b.png", "no picture");
        _pictures.Write("test/dog/z.jpg", [0xFF, 0xD8, 0xFF, 0xD9]);
        ImageFolder spec = Spec with { Options = new ImageOptions { OnBadImage = BadImage.Skip } };
        string[] told =
        [
            "pictures: skipped 2 of 7 images",
            "skipped train/cat/b.png: is neither a JPEG nor a PNG file",
            "skipped test/dog/z.jpg: it has no frame",
        ];

        Dataset dataset = _pictures.Load(spec);
        Assert.Equal([(10, 0), (11, 0), (20, 1)], PictureFolder.Shades(dataset.Train));
        Assert.Equal([(21, 1)], PictureFolder.Shades(dataset.Test));
        Assert.Equal(["decoding 7 images of pictures", .. told], _pictures.Log);

        _pictures.Log.Clear();
        Assert.Equal([(10, 0), (11, 0), (20, 1)], PictureFolder.Shades(_pictures.Load(spec).Train));
        Assert.Equal(told, _pictures.Log);
    }

    [Fact]
    public void Keeps_many_reasons_of_bad_images()
    {
        for (int i = 0; i < 200; i++)
        {
            _pictures.Write($"a/{i:000}.png", "no picture");
        }

        _pictures.Add("a/good1.png", 77);
        _pictures.Add("a/good2.png", 78);
        Dataset dataset = _pictures.Load(Spec with { Split = new DataSplit { Test = 0.5 }, Options = new ImageOptions { OnBadImage = BadImage.Skip } });
        Assert.Equal([(77, 0)], PictureFolder.Shades(dataset.Train));
        Assert.Equal([(78, 0)], PictureFolder.Shades(dataset.Test));
        Assert.Contains("pictures: skipped 200 of 202 images", _pictures.Log);
    }

    [Fact]
    public void Refuses_a_set_of_which_nothing_can_be_read()
    {
        _pictures.Write("a/1.png", "no picture");
        var error = Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec with { Options = new ImageOptions { OnBadImage = BadImage.Skip } }));
        Assert.Equal("pictures: none of its 1 images can be read", error.Message);
    }

    [Fact]
    public void Refuses_a_class_that_only_a_later_part_has()
    {
        AddParts();
        _pictures.Add("test/horse/1.png", 1);
        var error = Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec));
        Assert.EndsWith("the class 'horse' is not among those of the folder train", error.Message);
    }

    [Fact]
    public void Says_that_there_is_no_folder_and_no_class()
    {
        Assert.Equal("/no/such/folder: there is no such folder", Fault(Spec with { Folder = "/no/such/folder" }));
        Assert.Equal($"{_pictures.Path}: has no folders, one for each class", Fault(Spec));
        Directory.CreateDirectory(_pictures["a"]);
        Assert.Equal("pictures has no images to learn from", Fault(Spec));
    }

    [Fact]
    public void Decodes_once_and_again_only_when_something_changed()
    {
        AddParts();
        _pictures.Load(Spec);
        string packed = Assert.Single(_pictures.Packed);
        DateTime written = File.GetLastWriteTimeUtc(packed);

        _pictures.Log.Clear();
        _pictures.Load(Spec);
        Assert.Empty(_pictures.Log);
        Assert.Equal(written, File.GetLastWriteTimeUtc(packed));

        _pictures.Add("train/cat/a.png", 99, width: 4);
        File.SetLastWriteTimeUtc(_pictures["train/cat/a.png"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(99, _pictures.Load(Spec).Train.Pixels(0)[0]);
        Assert.Equal(["decoding 5 images of pictures"], _pictures.Log);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4200)]
    public void Makes_damaged_decoded_images_anew(int length)
    {
        AddParts();
        _pictures.Load(Spec);
        string packed = Assert.Single(_pictures.Packed);
        File.WriteAllBytes(packed, File.ReadAllBytes(packed)[..length]);
        Assert.Equal([(10, 0), (11, 0), (20, 1)], PictureFolder.Shades(_pictures.Load(Spec).Train));
    }

    [Fact]
    public async Task Is_decoded_by_one_of_many_who_ask_at_once()
    {
        AddParts();
        var log = new System.Collections.Concurrent.ConcurrentBag<string>();
        Dataset[] datasets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Spec.Load(_pictures.Library, log.Add), TestContext.Current.CancellationToken)));
        Assert.All(datasets, dataset => Assert.Equal([(10, 0), (11, 0), (20, 1)], PictureFolder.Shades(dataset.Train)));
        Assert.Single(log);
    }

    [Fact]
    public void Tells_how_far_the_decoding_is_and_stops_when_asked()
    {
        AddParts();
        var progress = new Recorded();
        Spec.Load(new DatasetContext(_pictures.Library) { Progress = progress });
        Assert.Equal([1, 2, 3, 4, 5], progress.Done.Order());

        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => (Spec with { Options = new ImageOptions { Resize = 2 } }).Load(_pictures.Library, null, stopped.Token));
    }

    [Fact]
    public void Tells_what_went_wrong_while_decoding_as_one_error_and_leaves_nothing()
    {
        AddParts();
        var error = Assert.Throws<IOException>(() => Spec.Load(new DatasetContext(_pictures.Library) { Progress = new FullDisk() }));
        Assert.Equal("No space left on device", error.Message);
        Assert.Empty(Directory.GetFiles(_pictures.Library.Folder, "images*", SearchOption.AllDirectories));
    }

    private string Fault(DatasetSpec spec) => Assert.Throws<InvalidDataException>(() => _pictures.Load(spec)).Message;

    private void AddParts()
    {
        _pictures.Add("train/cat/a.png", 10);
        _pictures.Add("train/cat/c.PNG", 11);
        _pictures.Add("train/dog/deeper/a.png", 20);
        _pictures.Write("train/dog/readme.txt", "not a picture, and not taken for one");
        _pictures.Add("val/cat/a.png", 12);
        _pictures.Add("test/dog/a.png", 21);
    }

    private sealed class FullDisk : IProgress<DecodeProgress>
    {
        public void Report(DecodeProgress value) => throw new IOException("No space left on device");
    }

    private sealed class Recorded : IProgress<DecodeProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<int> Done { get; } = [];

        public void Report(DecodeProgress value) => Done.Add(value.Done);
    }
}
