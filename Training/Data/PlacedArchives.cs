using System.IO.Compression;

namespace ActorTraining.Training.Data;

/// <summary>Files that the user put into the cache folder himself, compressed with gzip as mirrors serve them: <c>{name}.gz</c>.</summary>
internal sealed class PlacedArchives : IDatasetSource
{
    public string Name => "gzip files in the folder";

    public async Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        foreach (DatasetFile file in files)
        {
            string archive = PathOf(file, folder);
            if (!File.Exists(archive))
            {
                throw new DatasetSourceException($"{file.Name}.gz is not there");
            }

            try
            {
                await using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
                await VerifiedFile.WriteAsync(gzip, file, folder, cancellation).ConfigureAwait(false);
            }
            catch (InvalidDataException error)
            {
                throw new DatasetSourceException($"{file.Name}.gz: {error.Message}", error);
            }
        }
    }

    /// <summary>Whether there is anything to try.</summary>
    public static bool Any(IReadOnlyList<DatasetFile> files, string folder) => files.Any(file => File.Exists(PathOf(file, folder)));

    private static string PathOf(DatasetFile file, string folder) => Path.Combine(folder, file.Name + ".gz");
}
