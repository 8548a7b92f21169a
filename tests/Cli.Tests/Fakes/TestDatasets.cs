using System.Security.Cryptography;
using System.Text;
using ActorTraining.Training.Data;

namespace ActorTraining.Cli.Tests.Fakes;

/// <summary>A data set of one small file, whose source the test decides about.</summary>
internal sealed class TestDatasets : IDatasetSource
{
    private static readonly byte[] Content = Encoding.ASCII.GetBytes("0123456789");

    public string Name => "the test's mirror";

    /// <summary>What the source does; by default it gives the file.</summary>
    public Func<CancellationToken, Task> Source { get; set; } = _ => Task.CompletedTask;

    public int Fetched { get; private set; }

    public DatasetLibrary In(string folder) => new(
        new DatasetCatalog(
        [
            new DatasetDescription("pixels", "Ten bytes", [new DatasetFile("pixels.bin", Content.Length, Convert.ToHexStringLower(SHA256.HashData(Content)))], [this], NeverOpened),
            new DatasetDescription("drawn", "Drawn when needed", [], [], NeverOpened),
        ]),
        folder);

    public async Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        Fetched++;
        progress?.Report(new DownloadProgress("pixels.bin", Name, 4, Content.Length));
        await Source(cancellation);
        progress?.Report(new DownloadProgress("pixels.bin", Name, Content.Length, Content.Length));
        await File.WriteAllBytesAsync(Path.Combine(folder, "pixels.bin"), Content, cancellation);
    }

    private static Dataset NeverOpened(string folder) => throw new InvalidOperationException("The data sets of this catalogue are not read.");
}
