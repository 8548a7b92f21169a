using ActorTraining.Training.Data;
using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Tests.Data;

public sealed class ArrayDatasetTests : IDisposable
{
    private readonly PictureFolder _pictures = new();

    private ArrayDataset Spec => new() { Source = _pictures["data.npz"] };

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void Reads_images_and_labels()
    {
        Write(("x_train", [2, 2, 1], [1, 2, 254, 255]), ("y_train", [2], [1, 0]), ("x_test", [1, 2, 1], [7, 8]), ("y_test", [1], [2]));
        Dataset dataset = _pictures.Load(Spec);
        Assert.Equal("data", dataset.Name);
        Assert.Equal(new ImageShape(1, 2, 1), dataset.Train.Shape);
        Assert.Equal(["0", "1", "2"], dataset.Classes);
        Assert.Equal([254, 255], dataset.Train.Pixels(1).ToArray());
        Assert.Equal([1, 0], dataset.Train.Labels.ToArray());
        Assert.Equal([7, 8], dataset.Test.Pixels(0).ToArray());
    }

    [Fact]
    public void Puts_channels_first()
    {
        Write(("x_train", [1, 2, 2, 3], [1, 2, 3, 11, 12, 13, 21, 22, 23, 31, 32, 33]), ("y_train", [1, 1], [0]), ("x_test", [1, 3, 2, 2], [1, 11, 21, 31, 2, 12, 22, 32, 3, 13, 23, 33]), ("y_test", [1], [0]));
        Dataset dataset = _pictures.Load(Spec);
        Assert.Equal(new ImageShape(3, 2, 2), dataset.Train.Shape);
        Assert.Equal([1, 11, 21, 31, 2, 12, 22, 32, 3, 13, 23, 33], dataset.Train.Pixels(0).ToArray());
        Assert.Equal(dataset.Train.Pixels(0).ToArray(), dataset.Test.Pixels(0).ToArray());
    }

    [Fact]
    public void Reads_a_folder_of_npy_files_and_divides_it()
    {
        Directory.CreateDirectory(_pictures["arrays"]);
        WriteArray("arrays/x_train.npy", [4, 1, 1], [1, 2, 3, 4]);
        WriteArray("arrays/y_train.npy", [4], [0, 1, 0, 1]);
        Dataset dataset = _pictures.Load(Spec with { Source = _pictures["arrays"], Split = new DataSplit { Test = 0.5 } });
        Assert.Equal([(1, 0), (2, 1)], PictureFolder.Shades(dataset.Train));
        Assert.Equal([(3, 0), (4, 1)], PictureFolder.Shades(dataset.Test));
    }

    [Theory]
    [InlineData(0.5f, "x_train has the value 0.5; only whole numbers from 0 to 255 are read (save images as uint8)")]
    [InlineData(-1f, "x_train has the value -1; only whole numbers from 0 to 255 are read (save images as uint8)")]
    [InlineData(float.NaN, "x_train has the value NaN; only whole numbers from 0 to 255 are read (save images as uint8)")]
    public void Refuses_values_that_are_no_pixels(float value, string rule)
    {
        Write(("x_train", [1, 1, 1], [value]), ("y_train", [1], [0]));
        Assert.Equal($"{Spec.Source}: {rule}", Fault());
    }

    [Fact]
    public void Refuses_arrays_that_do_not_fit()
    {
        Write(("x_train", [2, 1, 1], [1, 2]));
        Assert.Equal($"{Spec.Source}: there is no array y_train", Fault());
        Write(("x_train", [2, 1], [1, 2]), ("y_train", [2], [0, 0]));
        Assert.Equal($"{Spec.Source}: x_train has the shape [2, 1], not [n, height, width], or with 1 or 3 channels behind n or at the end", Fault());
        Write(("x_train", [2, 1, 1], [1, 2]), ("y_train", [1], [0]));
        Assert.StartsWith($"{Spec.Source}: y_train: 1 labels do not fit 2 pixels", Fault());
    }

    [Fact]
    public void Refuses_arrays_of_Python_objects()
    {
        Directory.CreateDirectory(_pictures["arrays"]);
        byte[] header = System.Text.Encoding.ASCII.GetBytes("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".PadRight(117) + "\n");
        _pictures.Write("arrays/x_train.npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. header, .. new byte[8]]);
        string fault = Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec with { Source = _pictures["arrays"] })).Message;
        Assert.EndsWith("x_train.npy: it holds Python objects, which could run code; save an array of numbers", fault);
    }

    private string Fault() => Assert.Throws<InvalidDataException>(() => _pictures.Load(Spec)).Message;

    private void WriteArray(string name, int[] shape, float[] values)
    {
        using FileStream stream = File.Create(_pictures[name]);
        NumpyArray.Write(new Tensor<float>(Shape.Create(shape), values), stream);
    }

    private void Write(params (string Name, int[] Shape, float[] Values)[] arrays)
    {
        using FileStream stream = File.Create(Spec.Source);
        NumpyArchive.Write(new StateDictionary([.. arrays.Select(array => new NamedTensor(array.Name, new Tensor<float>(Shape.Create(array.Shape), array.Values)))]), stream);
    }
}
