using ActorTraining.Training.Images;
using ActorTraining.Training.Images.Png;
using ActorTraining.Training.Tests.Data;

namespace ActorTraining.Training.Tests.Jobs;

/// <summary>Pictures of noise in folders of their classes, for as long as a test lasts.</summary>
internal sealed class PictureFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureFolder(int count, int width, int height, int channels = 3)
    {
        var random = new System.Random(5);
        for (int i = 0; i < count; i++)
        {
            byte[] pixels = new byte[width * height * channels];
            random.NextBytes(pixels);
            string folder = _folder[i % 2 == 0 ? "even" : "odd"];
            Directory.CreateDirectory(folder);
            Files.Add(Path.Combine(folder, $"{i:000}.png"));
            File.WriteAllBytes(Files[i], PngEncoder.Encode(new RasterImage(width, height, channels, pixels)));
        }
    }

    public List<string> Files { get; } = [];

    public object Dataset => new { kind = "image-folder", path = Path.GetDirectoryName(Path.GetDirectoryName(Files[0])), test = 0.25 };

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();
}
