using ActorTraining.Training.Data;
using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;

namespace ActorTraining.Training.Tests.Data;

/// <summary>A folder of small pictures, each of one shade, and a library beside it.</summary>
public sealed class PictureFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureFolder()
    {
        Path = _folder["pictures"];
        Directory.CreateDirectory(Path);
        Library = new DatasetLibrary(new DatasetCatalog([]), _folder["cache"]);
    }

    public string Path { get; }

    public DatasetLibrary Library { get; }

    /// <summary>What the loading said.</summary>
    public List<string> Log { get; } = [];

    /// <summary>The files of decoded images.</summary>
    public string[] Packed => Directory.Exists(Library.Folder) ? Directory.GetFiles(Library.Folder, "*.bin", SearchOption.AllDirectories) : [];

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Dispose();

    public void Add(string name, byte shade, int width = 4, int height = 4)
    {
        var image = new RasterImage(width, height, 3);
        image.Pixels.Fill(shade);
        Write(name, PngEncoder.Encode(image));
    }

    public void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], content);
    }

    public void Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public Dataset Load(DatasetSpec spec) => spec.Load(Library, Log.Add, TestContext.Current.CancellationToken);

    /// <summary>The shade of each image and its class.</summary>
    public static (byte Shade, byte Label)[] Shades(ImageSet images) =>
        [.. Enumerable.Range(0, images.Count).Select(index => (images.Pixels(index)[0], images.Labels[index]))];
}
