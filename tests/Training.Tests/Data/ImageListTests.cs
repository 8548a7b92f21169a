using ActorTraining.Training.Data;

namespace ActorTraining.Training.Tests.Data;

public sealed class ImageListTests : IDisposable
{
    private readonly PictureFolder _pictures = new();

    public ImageListTests()
    {
        _pictures.Add("a.png", 10);
        _pictures.Add("deep/b, c.png", 20);
        _pictures.Add("d.png", 30);
    }

    private ImageList Spec => new() { Folder = _pictures.Path, TrainList = "train.csv", TestList = "test.csv" };

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Reads_paths_and_classes()
    {
        _pictures.Write("train.csv", "path,class\n\"deep/b, c.png\" , dog\n\na.png,cat\r\n");
        _pictures.Write("test.csv", "d.png,dog\n");
        Dataset dataset = _pictures.Load(Spec);
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal([(20, 1), (10, 0)], PictureFolder.Shades(dataset.Train));
        Assert.Equal([(30, 1)], PictureFolder.Shades(dataset.Test));
    }

    [Fact]
    public void Sorts_numbers_as_numbers()
    {
        _pictures.Write("train.csv", "a.png,10\nd.png,9\n");
        _pictures.Write("test.csv", "d.png,10\n");
        Dataset dataset = _pictures.Load(Spec);
        Assert.Equal(["9", "10"], dataset.Classes);
        Assert.Equal([(30, 1)], PictureFolder.Shades(dataset.Test));
    }

    [Fact]
    public void Takes_the_names_of_the_classes_from_a_list_of_their_own()
    {
        _pictures.Write("train.csv", "a.png,1\nd.png,cow\n");
        _pictures.Write("test.csv", "d.png,0\n");
        _pictures.Write("classes.txt", "ant\nbee\ncow\n");
        Dataset dataset = _pictures.Load(Spec with { ClassList = "classes.txt" });
        Assert.Equal(["ant", "bee", "cow"], dataset.Classes);
        Assert.Equal([(10, 1), (30, 2)], PictureFolder.Shades(dataset.Train));
    }

    [Theory]
    [InlineData("../outside.png")]
    [InlineData("deep/../../outside.png")]
    [InlineData("/etc/passwd")]
    [InlineData("deep\\\\..\\\\x.png")]
    public void Lets_no_path_leave_the_folder(string path)
    {
        _pictures.Write("train.csv", $"a.png,0\n{path},0\n");
        _pictures.Write("test.csv", "d.png,0\n");
        Assert.Equal($"train.csv, line 2: '{path}' is not a path within the folder of the data set", Fault(Spec));
    }

    [Fact]
    public void Lets_no_list_lie_outside_of_the_folder() =>
        Assert.Equal("'../train.csv' is not a path within the folder of the data set", Fault(Spec with { TrainList = "../train.csv" }));

    [Fact]
    public void Names_the_line_of_a_class_that_the_others_do_not_have()
    {
        _pictures.Write("train.csv", "a.png,cat\n");
        _pictures.Write("test.csv", "d.png,cat\nd.png,cow\n");
        Assert.Equal("test.csv, line 2: the class 'cow' is not among the 1 classes", Fault(Spec));
    }

    [Theory]
    [InlineData("a.png,cat,1\n", "train.csv, line 1: has 3 values, not a path and a class")]
    [InlineData("a.png,cat\nd.png\n", "train.csv, line 2: has 1 values, not a path and a class")]
    [InlineData("a.png,\"cat\n", "train.csv, line 1: a quote is not closed")]
    [InlineData("", "pictures has 0 classes; 1 to 256 can be told apart")]
    public void Names_the_line_that_is_wrong(string list, string rule)
    {
        _pictures.Write("train.csv", list);
        _pictures.Write("test.csv", "");
        Assert.Equal(rule, Fault(Spec));
    }

    [Fact]
    public void Names_a_file_that_is_not_there()
    {
        _pictures.Write("train.csv", "a.png,0\nno.png,0\n");
        _pictures.Write("test.csv", "d.png,0\n");
        Assert.Equal("pictures: no.png: is not there (on_bad_image: skip does without such images)", Fault(Spec));
    }

    [Fact]
    public void Refuses_a_list_that_is_no_text_or_not_there()
    {
        Assert.Equal($"{_pictures["train.csv"]}: is not there", Fault(Spec));
        _pictures.Write("train.csv", [0x61, 0xFF, 0xFE, 0x0A]);
        Assert.Equal($"{_pictures["train.csv"]}: is not a text in UTF-8", Fault(Spec));
    }

    private string Fault(DatasetSpec spec) => Assert.Throws<InvalidDataException>(() => _pictures.Load(spec)).Message;
}
