using ActorTraining.Training.Tensors;
using ActorTraining.Training.Weights;

namespace ActorTraining.Training.Data;

/// <summary>Images and labels in the arrays of a <c>.npz</c> file: <c>x_train</c>, <c>y_train</c> and, where it has them, <c>x_test</c>, <c>y_test</c>; or in <c>.npy</c> files of these names in a folder.</summary>
/// <remarks>Images are <c>[n, height, width]</c>, <c>[n, channels, height, width]</c> or <c>[n, height, width, channels]</c> with 1 or 3 channels and whole numbers from 0 to 255; labels are <c>[n]</c>.</remarks>
public sealed record ArrayDataset : DatasetSpec
{
    /// <summary>The file, or the folder.</summary>
    public required string Source { get; init; }

    /// <inheritdoc/>
    public override string Name => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Source));

    /// <inheritdoc/>
    internal override OpenDataset Open(DatasetContext context)
    {
        Dictionary<string, Tensor<float>> arrays = ReadArrays(Path.GetFullPath(Source));
        (byte[] train, ImageShape shape) = Images(arrays, "x_train");
        byte[] trainLabels = Labels(arrays, "y_train");
        bool hasTest = arrays.ContainsKey("x_test");
        byte[] testLabels = hasTest ? Labels(arrays, "y_test") : [];
        int classes = 1 + Math.Max(trainLabels.Max(), testLabels.DefaultIfEmpty().Max());
        var learn = new ImageSet(shape, train, trainLabels, classes, $"{Source}: y_train");
        return new OpenDataset(
            [.. Enumerable.Range(0, classes).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))],
            new ImageParts(learn, null, hasTest ? Test(arrays, shape, testLabels, classes) : null));
    }

    private ImageSet Test(Dictionary<string, Tensor<float>> arrays, ImageShape shape, byte[] labels, int classes)
    {
        (byte[] images, ImageShape testShape) = Images(arrays, "x_test");
        return testShape == shape
            ? new ImageSet(shape, images, labels, classes, $"{Source}: y_test")
            : throw new InvalidDataException($"{Source}: the images of x_test are {testShape}, those of x_train {shape}");
    }

    private static Dictionary<string, Tensor<float>> ReadArrays(string path)
    {
        if (Directory.Exists(path))
        {
            return Directory.EnumerateFiles(path, "*.npy").ToDictionary(file => Path.GetFileNameWithoutExtension(file), file =>
            {
                using FileStream stream = File.OpenRead(file);
                return NumpyArray.Read(stream, file);
            });
        }

        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path}: there is no such file or folder");
        }

        using FileStream archive = File.OpenRead(path);
        return NumpyArchive.Read(archive, path).ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
    }

    private Tensor<float> Array(Dictionary<string, Tensor<float>> arrays, string name) =>
        arrays.GetValueOrDefault(name) ?? throw new InvalidDataException($"{Source}: there is no array {name}");

    private (byte[] Pixels, ImageShape Shape) Images(Dictionary<string, Tensor<float>> arrays, string name)
    {
        Tensor<float> array = Array(arrays, name);
        int[] sizes = [.. array.Shape];
        bool channelsLast = sizes is [_, not (1 or 3), _, 1 or 3];
        if (array.Length == 0 || sizes is not ([_, _, _] or [_, 1 or 3, _, _] or [_, _, _, 1 or 3]))
        {
            throw new InvalidDataException($"{Source}: {name} has the shape {array.Shape}, not [n, height, width], or with 1 or 3 channels behind n or at the end");
        }

        ImageShape shape = sizes.Length == 3 ? new(1, sizes[1], sizes[2]) : channelsLast ? new(sizes[3], sizes[1], sizes[2]) : new(sizes[1], sizes[2], sizes[3]);
        byte[] bytes = Bytes(array, name);
        return (channelsLast ? ToPlanes(bytes, shape) : bytes, shape);
    }

    private byte[] Labels(Dictionary<string, Tensor<float>> arrays, string name)
    {
        Tensor<float> array = Array(arrays, name);
        return array.Length > 0 && array.Shape.Rank == 1 || array.Shape is [_, 1]
            ? Bytes(array, name)
            : throw new InvalidDataException($"{Source}: {name} has the shape {array.Shape}, not [n]");
    }

    private byte[] Bytes(Tensor<float> array, string name)
    {
        byte[] bytes = new byte[array.Length];
        ReadOnlySpan<float> values = array.Span;
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(values[i], 0, 255);
            if (bytes[i] != values[i])
            {
                throw new InvalidDataException($"{Source}: {name} has the value {values[i]}; only whole numbers from 0 to 255 are read (save images as uint8)");
            }
        }

        return bytes;
    }

    private static byte[] ToPlanes(byte[] bytes, ImageShape shape)
    {
        byte[] planes = new byte[bytes.Length];
        int plane = shape.Height * shape.Width;
        for (int start = 0; start < bytes.Length; start += shape.Size)
        {
            for (int i = 0; i < shape.Size; i++)
            {
                planes[start + (i % shape.Channels * plane) + (i / shape.Channels)] = bytes[start + i];
            }
        }

        return planes;
    }
}
